"""Who should send what, where and when; the call-out; the ledger; the no-notice test."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muster.mobilisation.flow_network import FlowNetwork, UnableToSolveFlow, build_network
    from muster.mobilisation.flows import FlowState, resolve_flow, solve_flow

__all__ = [
    "FlowNetwork",
    "FlowState",
    "UnableToSolveFlow",
    "build_network",
    "resolve_flow",
    "solve_flow",
]

_COMPILED = {
    "FlowNetwork": "flow_network",
    "FlowState": "flows",
    "UnableToSolveFlow": "flow_network",
    "build_network": "flow_network",
    "resolve_flow": "flows",
    "solve_flow": "flows",
}


def __getattr__(name: str) -> Any:
    """Return what needs compiled kernels, imported when first asked for."""
    if name not in _COMPILED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_COMPILED[name]}"), name)
