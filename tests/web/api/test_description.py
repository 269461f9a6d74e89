"""The interface does what its description says, whatever a program sends it."""

import hypothesis
import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks
from schemathesis.core.parameters import ParameterLocation
from tests.web.cast import FORCE, REGION, Part
from tests.web.inspections.conftest import Inspection
from tests.web.returns.making import sent, with_row, workbook

from muster.web import clock
from muster.web.accounts.models import Reach, Role
from muster.web.accounts.rights import RIGHTS, viewer_for
from muster.web.api.actions import make_token
from muster.web.api.interface import interface
from muster.web.documents.actions import Described, keep
from muster.web.documents.models import Kind
from muster.web.documents.queries import latest_return
from muster.web.picture.holding import return_of
from muster.web.returns.actions import receive
from muster.web.returns.handlers import check_upload
from muster.web.returns.models import Through

APPLICATION = get_wsgi_application()
BOUND = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.ignored_auth,
]
SHOWN = {ParameterLocation.QUERY, ParameterLocation.BODY}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
OPERATIONS = [
    (method.upper(), path)
    for path, methods in interface.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()
    for method in methods
]


@pytest.fixture
def one_connection():
    """Keep the connection that the test's transaction is on, as Django's own client does."""
    for each in (request_started, request_finished):
        each.disconnect(close_old_connections)
    yield
    for each in (request_started, request_finished):
        each.connect(close_old_connections)


@pytest.fixture
def secret(cast, held, settings, tmp_path, monkeypatch, one_connection):
    """Return the secret of a program that may do everything, with something of every sort held."""
    settings.DATA_FOLDER = tmp_path / "data"
    settings.CONTACTS_KEYS = ["BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="]
    settings.ALLOWED_HOSTS = ["*"]
    monkeypatch.setattr("muster.web.api.security.MOST_A_MINUTE", 10**6)
    monkeypatch.setattr("muster.web.api.security.MOST_WRITES_A_MINUTE", 10**6)
    cache.clear()
    user = cast.user("planning_lead")
    for part in (
        Part(Role.CHIEF_OFFICER),
        Part(Role.HUMAN_RESOURCES),
        Part(Role.COORDINATOR, Reach.NATION, ""),
        Part(Role.INSPECTOR, Reach.REGION, REGION),
        Part(Role.ADMINISTRATOR, Reach.NATION, ""),
    ):
        cast.appoint(user, part)
    lead = viewer_for(user)
    Inspection(cast).ask()
    described = Described(Kind.MATRIX, "muster.matrix/1", FORCE, "A matrix")
    keep(b'{"schema": "muster.matrix/1"}', described, by=lead)
    faulty = with_row("officers", ["1007", "serjeant", "Bournville Lane", "30", "", ""])
    for table in (None, faulty):
        upload = receive(FORCE, [sent("a.xlsx", workbook(table))], by=lead, through=Through.PAGE)
        check_upload({"upload": upload.pk})
    every = {right for role in lead.roles for right in RIGHTS[role]}
    return make_token(lead, name="Everything", rights=every, days=5)[1]


def tried(secret, method, path, examples):
    """Hold one operation to its description over some examples, each undone afterwards."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=APPLICATION)
    operation = described[path][method]
    answered = []

    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(data=st.data())
    def hold(data):
        mode = data.draw(st.sampled_from(MODES))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        wrong = wrong_parts(case)
        strict = wrong and wrong <= SHOWN  # headers and addresses are replaced by good ones
        if data.draw(st.integers(0, 3)):  # mostly at an address where there is something
            case.path_parameters = dict(case.path_parameters or {}) | _real(case, data)
        with transaction.atomic():
            response = case.call_and_validate(
                headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"},
                checks=[*BOUND, checks.negative_data_rejection] if strict else BOUND,
            )
            transaction.set_rollback(True)
        answered.append(response.status_code)

    hold()
    return answered


def wrong_parts(case):
    """Return the parts of a case that are wrong on purpose."""
    return {
        part for part, said in case.meta.components.items() if said.mode == GenerationMode.NEGATIVE
    }


def _real(case, data):
    there = {"force": FORCE, "region": REGION, "table": "units", "unit": "psu"}
    there |= {"cell": "public-order.capacity", "officer": _officer()}
    there |= {name: data.draw(st.integers(1, 6)) for name in ("number", "question", "document")}
    return {name: there[name] for name in case.path_parameters or {}}


def _officer():
    roster = return_of(latest_return(FORCE, clock.now())).roster
    return roster.officers.officer_id[0].decode()


def test_every_operation_answers_as_it_is_described(secret):
    found = {each: tried(secret, *each, examples=4) for each in OPERATIONS}
    assert len(found) > 50
    assert {status for each in found.values() for status in each} >= {200, 404, 422}


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda each: each)
def test_an_operation_answers_as_it_is_described_however_it_is_asked(secret, method, path):
    assert len(tried(secret, method, path, examples=120)) >= 100 or "{" not in path


def test_the_description_is_of_openapi_3_1_and_tells_its_problems():
    said = interface.get_openapi_schema(path_prefix="/api/v1/")
    assert said["openapi"].startswith("3.1")
    for methods in said["paths"].values():
        for operation in methods.values():
            assert operation["summary"] and operation["description"]
            assert "application/problem+json" in operation["responses"][403]["content"]
