"""Users and their appointments: a role, over a force, a region or the nation, for a time.

Legal regime: general processing (UK GDPR, Part 2).
"""

from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

SESSIONS = "muster.accounts.sessions"


class Users(BaseUserManager["User"]):
    """Make users; nobody makes an account for themself."""

    def create_user(
        self, email: str, name: str, password: str | None = None, force: str = ""
    ) -> "User":
        """Return a new user; without a password they set their own by a link.

        The address counts as theirs: an administrator has said so.
        """
        user = self.model(email=self.normalize_email(email).lower(), name=name, force=force)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            apps.get_model("account", "EmailAddress").objects.create(
                user=user, email=user.email, verified=True, primary=True
            )
        return user


class User(AbstractBaseUser):
    """A person with an account, known by their address of work.

    `force` is the slug of the force they belong to, whose administrators look after the
    account; empty for somebody of a region, of the inspectorate or of the nation.
    """

    email = models.EmailField(_("Work email address"), unique=True, max_length=254)
    name = models.CharField(_("Name and rank"), max_length=120)
    force = models.SlugField(_("Force they belong to"), max_length=60, blank=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    toured = models.BooleanField(default=False, help_text=_("Has seen the first-run tour"))

    objects: ClassVar[Users] = Users()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """In order of name."""

        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Return what a session must carry to be theirs; ending all sessions changes it."""
        words = f"{self.password} {self.sessions_ended}"
        return salted_hmac(SESSIONS, words, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """Return the name."""
        return self.name

    def has_module_perms(self, _label: str) -> bool:
        """Say no: rights are decided by appointments alone."""
        return False

    def has_perm(self, _perm: str, _obj: Any = None) -> bool:
        """Say no: rights are decided by appointments alone."""
        return False


class Role(models.TextChoices):
    """What somebody is appointed as."""

    CHIEF_OFFICER = "chief_officer", _("Chief officer")
    PLANNING_LEAD = "planning_lead", _("Planning lead")
    HUMAN_RESOURCES = "human_resources", _("Human resources")
    CONTROL_ROOM = "control_room", _("Control room")
    COORDINATOR = "coordinator", _("Coordinator")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Administrator")


class Reach(models.TextChoices):
    """How far an appointment goes."""

    FORCE = "force", _("One force")
    REGION = "region", _("One region")
    NATION = "nation", _("The nation")


class Appointments(models.QuerySet["Appointment"]):
    """Appointments by when they hold."""

    def holding(self, at: datetime) -> "Appointments":
        """Return those that hold at an instant."""
        return self.lasting(at).filter(starts_at__lte=at, user__is_active=True)

    def lasting(self, at: datetime) -> "Appointments":
        """Return those that are not over at an instant, begun or not."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at))


class Appointment(models.Model):
    """A role over a scope from one instant until another; never edited but to end it sooner.

    `scope` is the slug of a force or region, empty for the nation. An inspector's has an end
    and the data request it is for.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    reach = models.CharField(_("Scope"), max_length=10, choices=Reach.choices)
    scope = models.SlugField(_("Force or region"), max_length=60, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    request = models.CharField(_("Data request"), max_length=120, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = Appointments.as_manager()

    class Meta:
        """An inspector's access is boxed in time and tied to a request."""

        ordering: ClassVar[list[str]] = ["user__name", "role"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="inspector_is_boxed",
                condition=~Q(role="inspector") | (Q(ends_at__isnull=False) & ~Q(request="")),
            ),
            models.CheckConstraint(
                name="scope_fits_reach",
                condition=(Q(reach="nation") & Q(scope="")) | (~Q(reach="nation") & ~Q(scope="")),
            ),
        ]

    def __str__(self) -> str:
        """Return the role and how far it goes."""
        return f"{self.get_role_display()}, {self.scope or 'nation'}"
