package onestop.sla;

import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.DueDateAdjustment;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;

/** Maps adjustments and their authors to their rows. */
final class AdjustmentTable {
  private AdjustmentTable() {}

  /** An adjustment of that clock, numbered from 1. */
  record Numbered(DossierCode dossier, int no, Adjusted adjusted) {}

  static final Table<Void, Numbered> ADJUSTMENT =
      Table.<Numbered>insertOnly("due_date_adjustment")
          .after("sla_clock")
          .fixed("dossier_code", VARCHAR, row -> row.dossier().value())
          .fixed("no", INT, Numbered::no)
          .fixed("kind", VARCHAR, of(DueDateAdjustment::kind))
          .fixed("value_text", VARCHAR, of(AdjustmentTable::value))
          .fixed("author_kind", VARCHAR, of(adjustment -> adjustment.author().kind()))
          .fixed("author", VARCHAR, of(adjustment -> adjustment.author().name()))
          .fixed("author_agency", VARCHAR, of(adjustment -> agency(adjustment.author())))
          .fixed("legal_basis", VARCHAR, of(DueDateAdjustment::legalBasis))
          .fixed("document", VARCHAR, of(DueDateAdjustment::document))
          .fixed("at", TIMESTAMPTZ, row -> row.adjusted().at())
          .readBy((rs, row) -> read(rs))
          .build();

  private static <T> Function<Numbered, @Nullable T> of(
      Function<DueDateAdjustment, @Nullable T> value) {
    return row -> value.apply(row.adjusted().adjustment());
  }

  static @Nullable String agency(Actor actor) {
    return actor instanceof Actor.Officer officer ? officer.agency().value() : null;
  }

  static Actor author(ResultSet rs) throws SQLException {
    String name = rs.getString("author");
    return switch (rs.getString("author_kind")) {
      case "OFFICER" ->
          new Actor.Officer(new OfficerId(name), new AgencyCode(rs.getString("author_agency")));
      case "APPLICANT" -> new Actor.Applicant(name);
      default -> new Actor.Automaton(name);
    };
  }

  private static String value(DueDateAdjustment adjustment) {
    if (adjustment instanceof DueDateAdjustment.StatutoryExtension extension) {
      return extension.by().text();
    } else if (adjustment instanceof DueDateAdjustment.WrittenAgreement agreement) {
      return agreement.dueAt().toString();
    } else if (adjustment instanceof DueDateAdjustment.ApologyExtension extension) {
      return extension.dueAt().toString();
    }
    if (adjustment instanceof DueDateAdjustment.Correction correction) {
      return correction.of().what() + " " + correction.of().no();
    }
    DueDateAdjustment.ExcludedInterval interval = (DueDateAdjustment.ExcludedInterval) adjustment;
    return interval.from() + "/" + interval.to();
  }

  private static Numbered read(ResultSet rs) throws SQLException {
    return new Numbered(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("no"),
        new Adjusted(adjustment(rs), Sql.instant(rs, "at")));
  }

  private static DueDateAdjustment adjustment(ResultSet rs) throws SQLException {
    String value = rs.getString("value_text");
    String basis = rs.getString("legal_basis");
    String document = rs.getString("document");
    Actor author = author(rs);
    return switch (rs.getString("kind")) {
      case DueDateAdjustment.STATUTORY_EXTENSION ->
          new DueDateAdjustment.StatutoryExtension(Limit.parse(value), author, basis, document);
      case DueDateAdjustment.WRITTEN_AGREEMENT ->
          new DueDateAdjustment.WrittenAgreement(Instant.parse(value), author, basis, document);
      case DueDateAdjustment.APOLOGY_EXTENSION ->
          new DueDateAdjustment.ApologyExtension(Instant.parse(value), author, basis, document);
      case DueDateAdjustment.CORRECTION -> {
        String[] parts = value.split(" ");
        yield new DueDateAdjustment.Correction(
            new DueDateAdjustment.Mistaken(
                DueDateAdjustment.Mistaken.What.valueOf(parts[0]), Integer.parseInt(parts[1])),
            author,
            basis,
            document);
      }
      case DueDateAdjustment.EXCLUDED_INTERVAL -> {
        String[] ends = value.split("/");
        yield new DueDateAdjustment.ExcludedInterval(
            LocalDate.parse(ends[0]), LocalDate.parse(ends[1]), author, basis, document);
      }
      default -> throw new IllegalStateException("no such adjustment: " + rs.getString("kind"));
    };
  }
}
