package onestop.inbox;

import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.inbox.InboxItem.About;
import onestop.inbox.InboxItem.Times;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.kernel.PlainText;
import onestop.kernel.ProcedureKey;
import onestop.sla.clock.ClockPause;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;

/** The columns of {@code inbox_item}. A line of a list is made from them alone. */
final class InboxTable {
  static final Table<String, InboxItem> ITEM =
      Table.<String, InboxItem>named("inbox_item")
          .key("work_item_id", VARCHAR, id -> id)
          .fixed("dossier_code", VARCHAR, item -> item.dossier().value())
          .fixed("step", VARCHAR, InboxItem::step)
          .fixed("name", VARCHAR, InboxItem::name)
          .fixed("outcomes", VARCHAR, item -> String.join(",", item.outcomes()))
          .fixed("created_at", TIMESTAMPTZ, InboxItem::createdAt)
          .fixed("home_role", VARCHAR, item -> item.about().homeRole())
          .fixed("procedure_code", VARCHAR, InboxTable::procedureCode)
          .fixed("procedure_version", INT, InboxTable::procedureVersion)
          .fixed("receiving_agency", VARCHAR, item -> item.about().agencies().receiving().value())
          .fixed("resolving_agency", VARCHAR, item -> item.about().agencies().resolving().value())
          .fixed("applicant_name", VARCHAR, item -> item.about().applicant())
          .fixed("applicant_plain", VARCHAR, item -> PlainText.of(item.about().applicant()))
          .fixed("channel", VARCHAR, item -> item.about().channel().name())
          .fixed("received_at", TIMESTAMPTZ, item -> item.about().receivedAt())
          .fixed("calendar", VARCHAR, item -> item.times().calendar())
          .fixed("hours_revision", INT, item -> item.times().hoursRevision())
          .fixed("barred", VARCHAR, InboxTable::barred)
          .fixed("answers", VARCHAR, item -> answers(item, MarkedAnswers::json))
          .fixed("answer_words", VARCHAR, item -> answers(item, MarkedAnswers::words))
          .changing("role", VARCHAR, InboxItem::role)
          .changing("agency", VARCHAR, item -> item.agency().value())
          .changing("assignee", VARCHAR, InboxTable::holder)
          .changing("due_at", TIMESTAMPTZ, InboxItem::dueAt)
          .changing("limit_at", TIMESTAMPTZ, InboxItem::limitAt)
          .changing("due_lawful_at", TIMESTAMPTZ, item -> item.times().dueLawfulAt())
          .changing("letter_by", TIMESTAMPTZ, item -> item.times().letterBy())
          .changing("waiting_since", TIMESTAMPTZ, item -> item.times().waitingSince())
          .changing("waiting_for", VARCHAR, item -> word(item.times().waitingFor()))
          .changing("closed_at", TIMESTAMPTZ, item -> item.times().closedAt())
          .build(InboxItem::workItemId);

  /** The calendar of public service, by which every row of an older version counts. */
  private static final String OLDER_ROWS = "VN";

  private InboxTable() {}

  static @Nullable String holder(InboxItem item) {
    OfficerId holder = item.assignee();
    return holder == null ? null : holder.value();
  }

  private static @Nullable String barred(InboxItem item) {
    OfficerId officer = item.about().barred();
    return officer == null ? null : officer.value();
  }

  private static @Nullable String answers(InboxItem item, Function<MarkedAnswers, String> part) {
    MarkedAnswers answers = item.about().answers();
    return answers == null ? null : part.apply(answers);
  }

  static @Nullable String word(ClockPause.@Nullable Kind waiting) {
    return waiting == null ? null : waiting.name();
  }

  private static @Nullable String procedureCode(InboxItem item) {
    ProcedureKey procedure = item.about().procedure();
    return procedure == null ? null : procedure.code();
  }

  private static @Nullable Integer procedureVersion(InboxItem item) {
    ProcedureKey procedure = item.about().procedure();
    return procedure == null ? null : procedure.version();
  }

  /** A row with all columns. */
  static InboxItem item(ResultSet rs, int row) throws SQLException {
    String holder = rs.getString("assignee");
    return new InboxItem(
        rs.getString("work_item_id"),
        new DossierCode(rs.getString("dossier_code")),
        rs.getString("step"),
        rs.getString("name"),
        rs.getString("role"),
        new AgencyCode(rs.getString("agency")),
        holder == null ? null : new OfficerId(holder),
        List.of(rs.getString("outcomes").split(",")),
        Sql.instant(rs, "due_at"),
        Sql.instantOrNull(rs, "limit_at"),
        Sql.instant(rs, "created_at"),
        about(rs),
        times(rs));
  }

  /** A row that a node of an older version has written is shown with what it has. */
  private static About about(ResultSet rs) throws SQLException {
    String procedure = rs.getString("procedure_code");
    if (procedure == null) {
      AgencyCode agency = new AgencyCode(rs.getString("agency"));
      return new About(
          rs.getString("role"),
          null,
          new Dossier.Agencies(agency, agency),
          "",
          Channel.DESK,
          Sql.instant(rs, "created_at"),
          null,
          null);
    }
    String barred = rs.getString("barred");
    return new About(
        Objects.requireNonNullElse(rs.getString("home_role"), rs.getString("role")),
        new ProcedureKey(procedure, rs.getInt("procedure_version")),
        new Dossier.Agencies(
            new AgencyCode(rs.getString("receiving_agency")),
            new AgencyCode(rs.getString("resolving_agency"))),
        rs.getString("applicant_name"),
        Channel.valueOf(rs.getString("channel")),
        Sql.instant(rs, "received_at"),
        barred == null ? null : new OfficerId(barred),
        answers(rs));
  }

  private static @Nullable MarkedAnswers answers(ResultSet rs) throws SQLException {
    String json = rs.getString("answers");
    String words = rs.getString("answer_words");
    return json == null || words == null ? null : MarkedAnswers.stored(json, words);
  }

  private static Times times(ResultSet rs) throws SQLException {
    Instant due = Sql.instant(rs, "due_at");
    String waiting = rs.getString("waiting_for");
    return new Times(
        Objects.requireNonNullElse(Sql.instantOrNull(rs, "due_lawful_at"), due),
        Objects.requireNonNullElse(Sql.instantOrNull(rs, "letter_by"), due),
        Objects.requireNonNullElse(rs.getString("calendar"), OLDER_ROWS),
        rs.getInt("hours_revision"),
        Sql.instantOrNull(rs, "waiting_since"),
        waiting == null ? null : ClockPause.Kind.valueOf(waiting),
        Sql.instantOrNull(rs, "closed_at"));
  }
}
