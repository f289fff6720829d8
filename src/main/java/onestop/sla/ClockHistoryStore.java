package onestop.sla;

import static onestop.store.Sql.instant;
import static onestop.store.Sql.instantOrNull;
import static onestop.store.Sql.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import onestop.calendar.Limit;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DeferredWrites;
import onestop.kernel.DossierCode;
import onestop.kernel.InList;
import onestop.kernel.OfficerId;
import onestop.kernel.TransactionLocal;
import onestop.sla.ClockTerms.Adjusted;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What happened to clocks: pauses, adjustments, marks reached. Every call runs in the caller's
 * transaction. Of clocks that are held it is read once for all of them and kept up to date in
 * memory; nobody else can change it meanwhile.
 */
@Repository
class ClockHistoryStore {
  private final JdbcClient jdbc;
  private final DeferredWrites writes;
  private final SlaClockStore clocks;
  private final Sql sql;
  private final Past<ClockPause> pauses = new Past<>("clock_pause", "no", (rs, row) -> pause(rs));
  private final Past<Adjusted> adjustments =
      new Past<>("due_date_adjustment", "no", (rs, row) -> adjusted(rs));
  private final Past<SlaMarkReached> marks =
      new Past<>("sla_mark", "mark_at, mark", (rs, row) -> mark(rs));

  ClockHistoryStore(JdbcClient jdbc, DeferredWrites writes, SlaClockStore clocks, Sql sql) {
    this.sql = sql;
    this.writes = writes;
    this.jdbc = jdbc;
    this.clocks = clocks;
  }

  /** The rows of one table by clock, in order. */
  private final class Past<T> {
    private final String from;
    private final String order;
    private final RowMapper<T> mapper;
    private final TransactionLocal<Map<DossierCode, List<T>>> held =
        new TransactionLocal<>(HashMap::new);

    Past(String table, String order, RowMapper<T> mapper) {
      this.from = "select * from " + table + " where dossier_code ";
      this.order = order;
      this.mapper = mapper;
    }

    List<T> of(DossierCode dossier) {
      return clocks.held().contains(dossier)
          ? List.copyOf(known(dossier))
          : read("= ?", dossier.value());
    }

    private List<T> read(String which, String dossier) {
      writes.flush();
      return jdbc.sql(from + which + " order by " + order).param(dossier).query(mapper).list();
    }

    private List<T> known(DossierCode dossier) {
      Map<DossierCode, List<T>> known = held.get();
      if (!known.containsKey(dossier)) {
        // at the first question for all clocks held by then: a batch holds its clocks beforehand
        Set<DossierCode> wanted = known.isEmpty() ? Set.copyOf(clocks.held()) : Set.of(dossier);
        wanted.forEach(code -> known.put(code, new ArrayList<>()));
        jdbc.sql(from + "in (:codes) order by dossier_code, " + order)
            .param("codes", InList.padded(wanted.stream().map(DossierCode::value).toList()))
            .query(
                (RowCallbackHandler)
                    rs ->
                        Objects.requireNonNull(
                                known.get(new DossierCode(rs.getString("dossier_code"))))
                            .add(Objects.requireNonNull(mapper.mapRow(rs, 0))));
      }
      return Objects.requireNonNull(known.get(dossier));
    }

    /** Keeps a row in mind that is written at the end. */
    void add(DossierCode dossier, T row) {
      known(dossier).add(row);
    }

    /** Reads the rows of a clock anew when they are next asked for. */
    void forget(DossierCode dossier) {
      held.get().remove(dossier);
    }
  }

  void insertPause(DossierCode dossier, ClockPause pause) {
    writes.flushNewRows();
    sql.reading("sla_clock")
        .sql(
            """
            insert into clock_pause (dossier_code, no, kind, author_kind, author, author_agency,
              reason, legal_basis, document, from_at, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """)
        .params(
            Arrays.asList(
                dossier.value(),
                pause.no(),
                pause.order().kind().name(),
                pause.order().author().kind(),
                pause.order().author().name(),
                agency(pause.order().author()),
                pause.order().reason(),
                pause.order().legalBasis(),
                pause.order().document(),
                utc(pause.from())))
        .update();
    pauses.forget(dossier);
  }

  void endPause(DossierCode dossier, Actor author, Instant at) {
    int ended =
        jdbc.sql(
                """
                update clock_pause set to_at = ?, resumed_by = ?, revision = revision + 1
                 where dossier_code = ? and to_at is null
                """)
            .params(utc(at), author.name(), dossier.value())
            .update();
    if (ended != 1) {
      throw new IllegalStateException("a paused clock has one open pause");
    }
    pauses.forget(dossier);
  }

  List<ClockPause> pauses(DossierCode dossier) {
    return pauses.of(dossier);
  }

  /** The pauses of many clocks, each clock's in order; a clock without any is left out. */
  Map<DossierCode, List<ClockPause>> pausesOf(Collection<DossierCode> dossiers) {
    return byDossier("clock_pause", dossiers, ClockHistoryStore::pause);
  }

  private static ClockPause pause(ResultSet rs) throws SQLException {
    return new ClockPause(
        rs.getInt("no"),
        new ClockPause.Order(
            ClockPause.Kind.valueOf(rs.getString("kind")),
            author(rs),
            rs.getString("reason"),
            rs.getString("legal_basis"),
            rs.getString("document")),
        instant(rs, "from_at"),
        instantOrNull(rs, "to_at"));
  }

  int insertAdjustment(DossierCode dossier, DueDateAdjustment adjustment, Instant at) {
    int no = adjustments.of(dossier).size() + 1;
    writes.add(
        DeferredWrites.Stage.OTHER,
        """
        insert into due_date_adjustment (dossier_code, no, kind, value_text, author_kind,
          author, author_agency, legal_basis, document, at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        dossier.value(),
        no,
        adjustment.kind(),
        value(adjustment),
        adjustment.author().kind(),
        adjustment.author().name(),
        agency(adjustment.author()),
        adjustment.legalBasis(),
        adjustment.document(),
        utc(at));
    adjustments.add(dossier, new Adjusted(adjustment, at));
    return no;
  }

  void noteEffect(DossierCode dossier, int no, Instant before, Instant after) {
    writes.add(
        DeferredWrites.Stage.OTHER,
        """
        insert into due_date_move (dossier_code, adjustment_no, before_at, after_at)
        values (?, ?, ?, ?)
        """,
        dossier.value(),
        no,
        utc(before),
        utc(after));
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

  List<Adjusted> adjustments(DossierCode dossier) {
    return adjustments.of(dossier);
  }

  /** What moved many clocks, each clock's in order; a clock that nothing moved is left out. */
  Map<DossierCode, List<Adjusted>> adjustmentsOf(Collection<DossierCode> dossiers) {
    return byDossier("due_date_adjustment", dossiers, ClockHistoryStore::adjusted);
  }

  private interface Reading<T> {
    T read(ResultSet rs) throws SQLException;
  }

  private <T> Map<DossierCode, List<T>> byDossier(
      String table, Collection<DossierCode> dossiers, Reading<T> reading) {
    writes.flush();
    Map<DossierCode, List<T>> found = new HashMap<>();
    jdbc.sql("select * from " + table + " where dossier_code in (:codes) order by dossier_code, no")
        .param("codes", InList.padded(dossiers.stream().map(DossierCode::value).toList()))
        .query(
            rs -> {
              found
                  .computeIfAbsent(
                      new DossierCode(rs.getString("dossier_code")), code -> new ArrayList<>())
                  .add(reading.read(rs));
            });
    return found;
  }

  private static Adjusted adjusted(ResultSet rs) throws SQLException {
    return new Adjusted(adjustment(rs), instant(rs, "at"));
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

  void insertMark(SlaMarkReached reached) {
    writes.add(
        DeferredWrites.Stage.OTHER,
        """
        insert into sla_mark (dossier_code, appointment_no, mark, mark_at, reached_at)
        values (?, ?, ?, ?, ?)
        """,
        reached.dossier().value(),
        reached.appointmentNo(),
        reached.mark().name(),
        utc(reached.markAt()),
        utc(reached.at()));
    marks.add(reached.dossier(), reached);
  }

  List<SlaMarkReached> reached(DossierCode dossier) {
    return marks.of(dossier);
  }

  private static SlaMarkReached mark(ResultSet rs) throws SQLException {
    return new SlaMarkReached(
        new DossierCode(rs.getString("dossier_code")),
        Mark.valueOf(rs.getString("mark")),
        rs.getInt("appointment_no"),
        instant(rs, "mark_at"),
        instant(rs, "reached_at"));
  }

  private static Actor author(ResultSet rs) throws SQLException {
    String name = rs.getString("author");
    return switch (rs.getString("author_kind")) {
      case "OFFICER" ->
          new Actor.Officer(new OfficerId(name), new AgencyCode(rs.getString("author_agency")));
      case "APPLICANT" -> new Actor.Applicant(name);
      default -> new Actor.Automaton(name);
    };
  }

  static @Nullable String agency(Actor actor) {
    return actor instanceof Actor.Officer officer ? officer.agency().value() : null;
  }
}
