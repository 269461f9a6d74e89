"""Speed, measured: every figure beside a peer doing the same work in the same run."""
