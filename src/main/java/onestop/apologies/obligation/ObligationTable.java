package onestop.apologies.obligation;

import static onestop.store.ColumnType.BIGINT;
import static onestop.store.ColumnType.BOOLEAN;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;
import static onestop.store.Sql.instant;
import static onestop.store.Sql.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import onestop.apologies.obligation.ApologyObligation.Acts;
import onestop.apologies.obligation.ApologyObligation.Dates;
import onestop.apologies.obligation.ApologyObligation.Draft;
import onestop.apologies.obligation.ApologyObligation.How;
import onestop.apologies.obligation.ApologyObligation.Issue;
import onestop.apologies.obligation.ApologyObligation.Key;
import onestop.apologies.obligation.ApologyObligation.Signature;
import onestop.apologies.obligation.ApologyObligation.Statement;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;

/** Maps an obligation to its row. The columns of its key never change. */
final class ObligationTable {
  private ObligationTable() {}

  static final Table<Long, ApologyObligation> OBLIGATION =
      Table.<Long, ApologyObligation>named("apology_obligation")
          .after("dossier")
          .key("id", BIGINT, id -> id)
          .fixed("dossier_code", VARCHAR, row -> row.dossier().value())
          .fixed("cause", VARCHAR, row -> row.key().cause().name())
          .fixed("appointment_no", INT, row -> row.key().appointmentNo())
          .fixed("rule_pack", VARCHAR, row -> row.key().rulePack())
          .fixed("rule_pack_version", INT, row -> row.key().rulePackVersion())
          .fixed("agency", VARCHAR, row -> row.agency().value())
          .fixed("opened_at", TIMESTAMPTZ, ApologyObligation::openedAt)
          .changing("state", VARCHAR, row -> row.state().name())
          .changing("due_at", TIMESTAMPTZ, ApologyObligation::dueAt)
          .changing("limit_at", TIMESTAMPTZ, ApologyObligation::limitAt)
          .changing("on_time_by", VARCHAR, statement(word -> word.by().value()))
          .changing("on_time_at", TIMESTAMPTZ, statement(Statement::at))
          .changing("reason", VARCHAR, draft(draft -> draft.reason().name()))
          .changing("reason_text", VARCHAR, draft(Draft::text))
          .changing("proposed_due_at", TIMESTAMPTZ, draft(Draft::newDueAt))
          .changing("drafted_by", VARCHAR, draft(draft -> draft.by().value()))
          .changing("drafted_at", TIMESTAMPTZ, draft(Draft::at))
          .changing("signed_by", VARCHAR, signature(hand -> hand.by().value()))
          .changing("signer_name", VARCHAR, signature(Signature::name))
          .changing("signer_title", VARCHAR, signature(Signature::title))
          .changing("signer_order", VARCHAR, signature(Signature::order))
          .changing("signed_at", TIMESTAMPTZ, signature(Signature::at))
          .changing("issued_at", TIMESTAMPTZ, issue(Issue::at))
          .changing("issued_in_time", BOOLEAN, issue(Issue::inTime))
          .changing("how", VARCHAR, issue(issue -> issue.how().name()))
          .changing("letter_number", VARCHAR, issue(Issue::number))
          .changing("new_due_at", TIMESTAMPTZ, issue(Issue::newDueAt))
          .changing("waiver_ground", VARCHAR, waiver(waiver -> waiver.ground().name()))
          .changing("waiver_document", VARCHAR, waiver(Waiver::document))
          .changing("waived_by", VARCHAR, waiver(waiver -> waiver.by().value()))
          .changing("waived_at", TIMESTAMPTZ, waiver(Waiver::at))
          .changing("ended_at", TIMESTAMPTZ, ApologyObligation::endedAt)
          .changing("event_count", INT, ApologyObligation::eventCount)
          .revision("revision", ApologyObligation::revision)
          .readBy((rs, row) -> obligation(rs))
          .build(ApologyObligation::id);

  private static <T> Function<ApologyObligation, @Nullable T> statement(
      Function<Statement, @Nullable T> value) {
    return part(ApologyObligation::onTime, value);
  }

  private static <T> Function<ApologyObligation, @Nullable T> draft(
      Function<Draft, @Nullable T> value) {
    return part(ApologyObligation::draft, value);
  }

  private static <T> Function<ApologyObligation, @Nullable T> signature(
      Function<Signature, @Nullable T> value) {
    return part(ApologyObligation::signature, value);
  }

  private static <T> Function<ApologyObligation, @Nullable T> issue(
      Function<Issue, @Nullable T> value) {
    return part(ApologyObligation::issue, value);
  }

  private static <T> Function<ApologyObligation, @Nullable T> waiver(
      Function<Waiver, @Nullable T> value) {
    return part(ApologyObligation::waiver, value);
  }

  private static <P, T> Function<ApologyObligation, @Nullable T> part(
      Function<ApologyObligation, @Nullable P> part, Function<P, @Nullable T> value) {
    return row -> {
      P there = part.apply(row);
      return there == null ? null : value.apply(there);
    };
  }

  private static ApologyObligation obligation(ResultSet rs) throws SQLException {
    return new ApologyObligation(
        rs.getLong("id"),
        new Key(
            new DossierCode(rs.getString("dossier_code")),
            Cause.valueOf(rs.getString("cause")),
            rs.getInt("appointment_no"),
            rs.getString("rule_pack"),
            rs.getInt("rule_pack_version")),
        new AgencyCode(rs.getString("agency")),
        instant(rs, "opened_at"),
        new Dates(instant(rs, "due_at"), instant(rs, "limit_at")),
        ObligationState.valueOf(rs.getString("state")),
        new Acts(onTime(rs), draft(rs), signature(rs), issue(rs), waiver(rs)),
        instantOrNull(rs, "ended_at"),
        rs.getInt("event_count"),
        rs.getLong("revision"));
  }

  private static @Nullable Statement onTime(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "on_time_at");
    return at == null ? null : new Statement(new OfficerId(rs.getString("on_time_by")), at);
  }

  private static @Nullable Draft draft(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "drafted_at");
    return at == null
        ? null
        : new Draft(
            ApologyReason.valueOf(rs.getString("reason")),
            rs.getString("reason_text"),
            instantOrNull(rs, "proposed_due_at"),
            new OfficerId(rs.getString("drafted_by")),
            at);
  }

  private static @Nullable Signature signature(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "signed_at");
    return at == null
        ? null
        : new Signature(
            new OfficerId(rs.getString("signed_by")),
            rs.getString("signer_name"),
            rs.getString("signer_title"),
            rs.getString("signer_order"),
            at);
  }

  private static @Nullable Issue issue(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "issued_at");
    return at == null
        ? null
        : new Issue(
            at,
            rs.getBoolean("issued_in_time"),
            How.valueOf(rs.getString("how")),
            rs.getString("letter_number"),
            instantOrNull(rs, "new_due_at"));
  }

  private static @Nullable Waiver waiver(ResultSet rs) throws SQLException {
    Instant at = instantOrNull(rs, "waived_at");
    return at == null
        ? null
        : new Waiver(
            Waiver.Ground.valueOf(rs.getString("waiver_ground")),
            rs.getString("waiver_document"),
            new OfficerId(rs.getString("waived_by")),
            at);
  }
}
