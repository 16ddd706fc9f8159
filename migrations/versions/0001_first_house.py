"""first house

Revision: 0001, the first
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
    )
    with op.batch_alter_table("candidate") as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_email"), ["email"], unique=False)
        batch_op.create_index(batch_op.f("ix_candidate_name"), ["name"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("to_email", sa.String(length=254), nullable=False),
        sa.Column("to_name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    with op.batch_alter_table("message") as batch_op:
        batch_op.create_index(batch_op.f("ix_message_due_at"), ["due_at"], unique=False)

    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_administrator", sa.Boolean(), nullable=False),
        sa.Column("is_coordinator", sa.Boolean(), nullable=False),
        sa.Column("is_hiring_manager", sa.Boolean(), nullable=False),
        sa.Column("is_interviewer", sa.Boolean(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_availability_forward")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_availability_candidate_id_candidate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    with op.batch_alter_table("availability") as batch_op:
        batch_op.create_index(batch_op.f("ix_availability_candidate_id"), ["candidate_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_document_added_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("thing_kind", sa.String(length=30), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("interview_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_event_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event") as batch_op:
        batch_op.create_index(batch_op.f("ix_event_candidate_id"), ["candidate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_role_id"), ["role_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kinds", sa.String(length=100), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["user.id"], name=op.f("fk_invitation_invited_by_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("profile", sa.Integer(), nullable=True),
        sa.Column("hiring_manager_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_role_document_id_document")),
        sa.ForeignKeyConstraint(
            ["hiring_manager_id"], ["user.id"], name=op.f("fk_role_hiring_manager_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("document_id", "profile", name=op.f("uq_role_document_id_profile")),
    )
    with op.batch_alter_table("role") as batch_op:
        batch_op.create_index(batch_op.f("ix_role_hiring_manager_id"), ["hiring_manager_id"], unique=False)

    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("debrief_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("debrief_opened_by_id", sa.Integer(), nullable=True),
        sa.Column("debrief_opened_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_application_candidate_id_candidate")
        ),
        sa.ForeignKeyConstraint(
            ["debrief_opened_by_id"], ["user.id"], name=op.f("fk_application_debrief_opened_by_id_user")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_application_role_id_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("candidate_id", "role_id", name=op.f("uq_application_candidate_id_role_id")),
    )
    with op.batch_alter_table("application") as batch_op:
        batch_op.create_index(batch_op.f("ix_application_role_id"), ["role_id"], unique=False)

    op.create_table(
        "interview_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("library_version", sa.String(length=64), nullable=True),
        sa.Column("input_hash", sa.String(length=64), nullable=True),
        sa.Column("generated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("weights_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_interview_plan_role_id_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_plan")),
        sa.UniqueConstraint("role_id", name=op.f("uq_interview_plan_role_id")),
    )
    op.create_table(
        "left_out_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_left_out_line_role_id_role"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_out_line")),
    )
    with op.batch_alter_table("left_out_line") as batch_op:
        batch_op.create_index(batch_op.f("ix_left_out_line_role_id"), ["role_id"], unique=False)

    op.create_table(
        "responsibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_text", sa.Text(), nullable=True),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("importance", sa.Integer(), nullable=False),
        sa.Column("competencies", sa.JSON(), nullable=False),
        sa.Column("competencies_confirmed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("importance BETWEEN 1 AND 5", name=op.f("ck_responsibility_importance")),
        sa.ForeignKeyConstraint(
            ["role_id"], ["role.id"], name=op.f("fk_responsibility_role_id_role"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility")),
    )
    with op.batch_alter_table("responsibility") as batch_op:
        batch_op.create_index(batch_op.f("ix_responsibility_role_id"), ["role_id"], unique=False)

    op.create_table(
        "candidate_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_candidate_link_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_candidate_link_made_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_candidate_link_token_hash")),
    )
    with op.batch_alter_table("candidate_link") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_candidate_link_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_decision_application_id_application")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_decision_decided_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("application_id", name=op.f("uq_decision_application_id")),
    )
    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column("preparation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["interview_plan.id"],
            name=op.f("fk_stage_plan_id_interview_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
    )
    with op.batch_alter_table("stage") as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=False),
        sa.Column("preparation", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("library_version", sa.String(length=64), nullable=True),
        sa.Column("weights_reason", sa.Text(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_kit_stage_id_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit")),
        sa.UniqueConstraint("stage_id", "version", name=op.f("uq_kit_stage_id_version")),
    )
    op.create_table(
        "planned_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.String(length=120), nullable=True),
        sa.Column("competency", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("material", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("probes", sa.JSON(), nullable=False),
        sa.Column("anchors", sa.JSON(), nullable=False),
        sa.Column("paraphrase_group", sa.String(length=120), nullable=True),
        sa.Column("scenario_family", sa.String(length=120), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.Column("is_edited", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_planned_question_stage_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_question")),
    )
    with op.batch_alter_table("planned_question") as batch_op:
        batch_op.create_index(batch_op.f("ix_planned_question_stage_id"), ["stage_id"], unique=False)

    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_seat_stage_id_stage"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    with op.batch_alter_table("seat") as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_stage_id"), ["stage_id"], unique=False)

    op.create_table(
        "interview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("video_url", sa.String(length=500), nullable=False),
        sa.Column("calendar_uid", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_interview_forward")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_interview_application_id_application")
        ),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name=op.f("fk_interview_kit_id_kit")),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name=op.f("fk_interview_stage_id_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("calendar_uid", name=op.f("uq_interview_calendar_uid")),
    )
    with op.batch_alter_table("interview") as batch_op:
        batch_op.create_index(batch_op.f("ix_interview_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_kit_id"), ["kit_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_stage_id"), ["stage_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_interview_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "kit_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("library_id", sa.String(length=120), nullable=True),
        sa.Column("competency", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("material", sa.Text(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("probes", sa.JSON(), nullable=False),
        sa.Column("anchors", sa.JSON(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("responsibilities", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name=op.f("fk_kit_question_kit_id_kit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_question")),
    )
    with op.batch_alter_table("kit_question") as batch_op:
        batch_op.create_index(batch_op.f("ix_kit_question_kit_id"), ["kit_id"], unique=False)

    op.create_table(
        "seat_member",
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_seat_member_seat_id_seat"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_seat_member_user_id_user")),
        sa.PrimaryKeyConstraint("seat_id", "user_id", name=op.f("pk_seat_member")),
    )
    op.create_table(
        "served_responsibility",
        sa.Column("planned_question_id", sa.Integer(), nullable=False),
        sa.Column("responsibility_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["planned_question_id"],
            ["planned_question.id"],
            name=op.f("fk_served_responsibility_planned_question_id_planned_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["responsibility_id"],
            ["responsibility.id"],
            name=op.f("fk_served_responsibility_responsibility_id_responsibility"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "planned_question_id", "responsibility_id", name=op.f("pk_served_responsibility")
        ),
    )
    with op.batch_alter_table("served_responsibility") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_served_responsibility_responsibility_id"), ["responsibility_id"], unique=False
        )

    op.create_table(
        "occupancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party_kind", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("starts_at < ends_at", name=op.f("ck_occupancy_forward")),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_occupancy_interview_id_interview"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupancy")),
    )
    with op.batch_alter_table("occupancy") as batch_op:
        batch_op.create_index(batch_op.f("ix_occupancy_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index("ix_occupancy_party", ["party_kind", "party_id", "starts_at"], unique=False)

    op.create_table(
        "panel_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interview.id"],
            name=op.f("fk_panel_seat_interview_id_interview"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_panel_seat_seat_id_seat"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_panel_seat_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_seat")),
    )
    with op.batch_alter_table("panel_seat") as batch_op:
        batch_op.create_index(batch_op.f("ix_panel_seat_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_panel_seat_user_id"), ["user_id"], unique=False)

    op.create_table(
        "scorecard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("recommendation", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("recommendation BETWEEN 1 AND 4", name=op.f("ck_scorecard_recommendation")),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_scorecard_interview_id_interview")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_scorecard_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scorecard")),
        sa.UniqueConstraint("interview_id", "user_id", name=op.f("uq_scorecard_interview_id_user_id")),
    )
    with op.batch_alter_table("scorecard") as batch_op:
        batch_op.create_index(batch_op.f("ix_scorecard_user_id"), ["user_id"], unique=False)

    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("kit_question_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("not_enough_evidence", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("value BETWEEN 1 AND 5", name=op.f("ck_rating_value")),
        sa.CheckConstraint("value IS NULL OR NOT not_enough_evidence", name=op.f("ck_rating_one_answer")),
        sa.ForeignKeyConstraint(
            ["kit_question_id"], ["kit_question.id"], name=op.f("fk_rating_kit_question_id_kit_question")
        ),
        sa.ForeignKeyConstraint(
            ["scorecard_id"],
            ["scorecard.id"],
            name=op.f("fk_rating_scorecard_id_scorecard"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint(
            "scorecard_id", "kit_question_id", name=op.f("uq_rating_scorecard_id_kit_question_id")
        ),
    )
    with op.batch_alter_table("rating") as batch_op:
        batch_op.create_index(batch_op.f("ix_rating_kit_question_id"), ["kit_question_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("rating") as batch_op:
        batch_op.drop_index(batch_op.f("ix_rating_kit_question_id"))

    op.drop_table("rating")
    with op.batch_alter_table("scorecard") as batch_op:
        batch_op.drop_index(batch_op.f("ix_scorecard_user_id"))

    op.drop_table("scorecard")
    with op.batch_alter_table("panel_seat") as batch_op:
        batch_op.drop_index(batch_op.f("ix_panel_seat_user_id"))
        batch_op.drop_index(batch_op.f("ix_panel_seat_interview_id"))

    op.drop_table("panel_seat")
    with op.batch_alter_table("occupancy") as batch_op:
        batch_op.drop_index("ix_occupancy_party")
        batch_op.drop_index(batch_op.f("ix_occupancy_interview_id"))

    op.drop_table("occupancy")
    with op.batch_alter_table("served_responsibility") as batch_op:
        batch_op.drop_index(batch_op.f("ix_served_responsibility_responsibility_id"))

    op.drop_table("served_responsibility")
    op.drop_table("seat_member")
    with op.batch_alter_table("kit_question") as batch_op:
        batch_op.drop_index(batch_op.f("ix_kit_question_kit_id"))

    op.drop_table("kit_question")
    with op.batch_alter_table("interview") as batch_op:
        batch_op.drop_index(batch_op.f("ix_interview_starts_at"))
        batch_op.drop_index(batch_op.f("ix_interview_stage_id"))
        batch_op.drop_index(batch_op.f("ix_interview_kit_id"))
        batch_op.drop_index(batch_op.f("ix_interview_application_id"))

    op.drop_table("interview")
    with op.batch_alter_table("seat") as batch_op:
        batch_op.drop_index(batch_op.f("ix_seat_stage_id"))

    op.drop_table("seat")
    with op.batch_alter_table("planned_question") as batch_op:
        batch_op.drop_index(batch_op.f("ix_planned_question_stage_id"))

    op.drop_table("planned_question")
    op.drop_table("kit")
    with op.batch_alter_table("stage") as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_plan_id"))

    op.drop_table("stage")
    op.drop_table("decision")
    with op.batch_alter_table("candidate_link") as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_link_application_id"))

    op.drop_table("candidate_link")
    with op.batch_alter_table("responsibility") as batch_op:
        batch_op.drop_index(batch_op.f("ix_responsibility_role_id"))

    op.drop_table("responsibility")
    with op.batch_alter_table("left_out_line") as batch_op:
        batch_op.drop_index(batch_op.f("ix_left_out_line_role_id"))

    op.drop_table("left_out_line")
    op.drop_table("interview_plan")
    with op.batch_alter_table("application") as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_role_id"))

    op.drop_table("application")
    with op.batch_alter_table("role") as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_hiring_manager_id"))

    op.drop_table("role")
    op.drop_table("invitation")
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_role_id"))
        batch_op.drop_index(batch_op.f("ix_event_interview_id"))
        batch_op.drop_index(batch_op.f("ix_event_candidate_id"))

    op.drop_table("event")
    op.drop_table("document")
    with op.batch_alter_table("availability") as batch_op:
        batch_op.drop_index(batch_op.f("ix_availability_candidate_id"))

    op.drop_table("availability")
    op.drop_table("user")
    with op.batch_alter_table("message") as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_due_at"))

    op.drop_table("message")
    with op.batch_alter_table("candidate") as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_name"))
        batch_op.drop_index(batch_op.f("ix_candidate_email"))

    op.drop_table("candidate")
