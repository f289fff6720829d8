package onestop.dossiers.life;

import static onestop.store.ColumnType.BIGINT;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;
import static onestop.store.Sql.instant;
import static onestop.store.Sql.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import onestop.calendar.CalendarVersion;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.ProcedureKey;
import onestop.kernel.Submission;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;

/**
 * Maps a dossier to its row. The number of its events serves as the optimistic lock of a change.
 */
final class DossierTable {
  private final DossierJson json;

  private DossierTable(DossierJson json) {
    this.json = json;
  }

  /**
   * The key under which a dossier was submitted; the digest is null in rows older than the digests.
   */
  record Sent(Submission submission, @Nullable String digest) {}

  /** A dossier as it stands, and its submission. */
  record Stored(Dossier dossier, Sent sent) {}

  static Table<DossierCode, Stored> with(DossierJson json) {
    return new DossierTable(json).table();
  }

  private Table<DossierCode, Stored> table() {
    return Table.<DossierCode, Stored>named("dossier")
        .key("dossier_code", VARCHAR, DossierCode::value)
        .fixed("procedure_code", VARCHAR, of(dossier -> dossier.pins().procedure().code()))
        .fixed("procedure_version", INT, of(dossier -> dossier.pins().procedure().version()))
        .fixed("rule_pack", VARCHAR, of(dossier -> dossier.pins().rulePack()))
        .fixed("rule_pack_version", INT, of(dossier -> dossier.pins().rulePackVersion()))
        .fixed("calendar", VARCHAR, of(dossier -> dossier.pins().calendar().calendar()))
        .fixed("calendar_version", INT, of(dossier -> dossier.pins().calendar().version()))
        .fixed("receiving_agency", VARCHAR, of(dossier -> dossier.agencies().receiving().value()))
        .fixed("resolving_agency", VARCHAR, of(dossier -> dossier.agencies().resolving().value()))
        .fixed("parent_code", VARCHAR, of(DossierTable::parent))
        .fixed("leg", VARCHAR, of(Dossier::leg))
        .fixed("applicant_name", VARCHAR, of(dossier -> dossier.applicant().name()))
        .fixed("applicant_address", VARCHAR, of(dossier -> dossier.applicant().address()))
        .fixed("applicant_phone", VARCHAR, of(dossier -> dossier.applicant().phone()))
        .fixed("applicant_email", VARCHAR, of(dossier -> dossier.applicant().email()))
        .fixed("applicant_id_number", VARCHAR, of(dossier -> dossier.applicant().idNumber()))
        .fixed("subject", VARCHAR, of(Dossier::subject))
        .fixed("channel", VARCHAR, of(dossier -> dossier.channel().name()))
        .fixed("papers", VARCHAR, of(dossier -> json.write(dossier.papers())))
        .fixed("intake_record", VARCHAR, of(dossier -> json.intake(dossier.intake())))
        .fixed("submitted_at", TIMESTAMPTZ, of(Dossier::submittedAt))
        .fixed("received_at", TIMESTAMPTZ, of(Dossier::receivedAt))
        .fixed("source", VARCHAR, row -> row.sent().submission().source())
        .fixed("idempotency_key", VARCHAR, row -> row.sent().submission().key())
        .fixed("submission_digest", VARCHAR, row -> row.sent().digest())
        .changing("state", VARCHAR, of(dossier -> dossier.state().name()))
        .changing("revision", BIGINT, of(Dossier::revision))
        .changing("resolved_at", TIMESTAMPTZ, result(Dossier.Result::resolvedAt))
        .changing("result_code", VARCHAR, result(Dossier.Result::code))
        .changing("result_document", VARCHAR, result(Dossier.Result::document))
        .changing("result_signer", VARCHAR, result(Dossier.Result::signer))
        .changing("returned_at", TIMESTAMPTZ, of(Dossier::returnedAt))
        .changing("ended_at", TIMESTAMPTZ, of(Dossier::endedAt))
        .changing("signature", VARCHAR, of(dossier -> json.signature(dossier.signature())))
        .changing("done_by", VARCHAR, of(dossier -> json.hands(dossier.outcome().doneBy())))
        .revision("event_count", row -> (long) row.dossier().eventCount())
        .readBy((rs, row) -> stored(rs))
        .build(row -> row.dossier().code());
  }

  private static <T> Function<Stored, @Nullable T> of(Function<Dossier, @Nullable T> value) {
    return row -> value.apply(row.dossier());
  }

  private static <T> Function<Stored, @Nullable T> result(
      Function<Dossier.Result, @Nullable T> value) {
    return row -> {
      Dossier.Result result = row.dossier().result();
      return result == null ? null : value.apply(result);
    };
  }

  private static @Nullable String parent(Dossier dossier) {
    DossierCode parent = dossier.parent();
    return parent == null ? null : parent.value();
  }

  private Stored stored(ResultSet rs) throws SQLException {
    return new Stored(
        dossier(rs),
        new Sent(
            new Submission(rs.getString("source"), rs.getString("idempotency_key")),
            rs.getString("submission_digest")));
  }

  private Dossier dossier(ResultSet rs) throws SQLException {
    String parent = rs.getString("parent_code");
    return new Dossier(
        new DossierCode(rs.getString("dossier_code")),
        new Dossier.Pins(
            new ProcedureKey(rs.getString("procedure_code"), rs.getInt("procedure_version")),
            rs.getString("rule_pack"),
            rs.getInt("rule_pack_version"),
            new CalendarVersion(rs.getString("calendar"), rs.getInt("calendar_version"))),
        new Dossier.Agencies(
            new AgencyCode(rs.getString("receiving_agency")),
            new AgencyCode(rs.getString("resolving_agency"))),
        new Applicant(
            rs.getString("applicant_name"),
            rs.getString("applicant_address"),
            rs.getString("applicant_phone"),
            rs.getString("applicant_email"),
            rs.getString("applicant_id_number")),
        rs.getString("subject"),
        Channel.valueOf(rs.getString("channel")),
        json.strings(rs.getString("papers")),
        json.intake(rs.getString("intake_record")),
        DossierState.valueOf(rs.getString("state")),
        instantOrNull(rs, "submitted_at"),
        instant(rs, "received_at"),
        outcome(rs),
        parent == null ? null : new DossierCode(parent),
        rs.getString("leg"),
        rs.getInt("event_count"),
        rs.getLong("revision"));
  }

  private DossierOutcome outcome(ResultSet rs) throws SQLException {
    Instant resolvedAt = instantOrNull(rs, "resolved_at");
    return new DossierOutcome(
        json.signature(rs.getString("signature")),
        resolvedAt == null
            ? null
            : new Dossier.Result(
                resolvedAt,
                rs.getString("result_code"),
                rs.getString("result_document"),
                rs.getString("result_signer")),
        instantOrNull(rs, "returned_at"),
        instantOrNull(rs, "ended_at"),
        json.hands(rs.getString("done_by")));
  }
}
