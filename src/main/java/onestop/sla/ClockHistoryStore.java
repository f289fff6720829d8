// Over 300 lines: the rows of every kind of event of a clock, and the memory of a batch.
package onestop.sla;

import static onestop.sla.AdjustmentTable.ADJUSTMENT;
import static onestop.sla.AdjustmentTable.agency;
import static onestop.store.ColumnType.INT;
import static onestop.store.ColumnType.TIMESTAMPTZ;
import static onestop.store.ColumnType.VARCHAR;
import static onestop.store.Sql.instant;
import static onestop.store.Sql.instantOrNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.kernel.Actor;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.sla.AdjustmentTable.Numbered;
import onestop.sla.clock.ClockPause;
import onestop.sla.clock.ClockTerms.Adjusted;
import onestop.sla.clock.DueDateAdjustment;
import onestop.sla.clock.Mark;
import onestop.store.AppendOnly;
import onestop.store.Groups;
import onestop.store.Groups.Owner;
import onestop.store.Rows;
import onestop.store.Sql;
import onestop.store.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Rows of what happened to clocks: pauses, adjustments, marks reached. Every call runs in the
 * caller's transaction. The history of all locked clocks is read once and kept up to date in
 * memory; their locks exclude every other writer.
 */
@Repository
class ClockHistoryStore {
  private static final Table<PauseKey, Pause> PAUSE =
      Table.<PauseKey, Pause>named("clock_pause")
          .after("sla_clock")
          .key("dossier_code", VARCHAR, key -> key.dossier().value())
          .key("no", INT, PauseKey::no)
          .fixed("kind", VARCHAR, of(order -> order.kind().name()))
          .fixed("author_kind", VARCHAR, of(order -> order.author().kind()))
          .fixed("author", VARCHAR, of(order -> order.author().name()))
          .fixed("author_agency", VARCHAR, of(order -> agency(order.author())))
          .fixed("reason", VARCHAR, of(ClockPause.Order::reason))
          .fixed("legal_basis", VARCHAR, of(ClockPause.Order::legalBasis))
          .fixed("document", VARCHAR, of(ClockPause.Order::document))
          .fixed("from_at", TIMESTAMPTZ, row -> row.pause().from())
          .changing("to_at", TIMESTAMPTZ, row -> row.pause().to())
          .changing("resumed_by", VARCHAR, Pause::resumedBy)
          .revision("revision", Pause::revision)
          .readBy((rs, row) -> pause(rs))
          .build(row -> new PauseKey(row.dossier(), row.pause().no()));
  private static final Table<Void, Move> MOVE =
      Table.<Move>insertOnly("due_date_move")
          .fixed("dossier_code", VARCHAR, row -> row.dossier().value())
          .fixed("adjustment_no", INT, Move::no)
          .fixed("before_at", TIMESTAMPTZ, Move::before)
          .fixed("after_at", TIMESTAMPTZ, Move::after)
          .readBy((rs, row) -> move(rs))
          .build();
  private static final Table<Void, SlaMarkReached> MARK =
      Table.<SlaMarkReached>insertOnly("sla_mark")
          .after("sla_clock")
          .fixed("dossier_code", VARCHAR, mark -> mark.dossier().value())
          .fixed("appointment_no", INT, SlaMarkReached::appointmentNo)
          .fixed("mark", VARCHAR, mark -> mark.mark().name())
          .fixed("mark_at", TIMESTAMPTZ, SlaMarkReached::markAt)
          .fixed("reached_at", TIMESTAMPTZ, SlaMarkReached::at)
          .readBy((rs, row) -> mark(rs))
          .build();

  private final Sql sql;
  private final SlaClockStore clocks;
  private final Rows<PauseKey, Pause> pauses;
  private final AppendOnly<Numbered> adjustments;
  private final AppendOnly<Move> moves;
  private final AppendOnly<SlaMarkReached> marks;
  private final Groups<DossierCode, Pause> pausesOf;
  private final Groups<DossierCode, Numbered> adjustmentsOf;
  private final Groups<DossierCode, Move> movesOf;
  private final Groups<DossierCode, SlaMarkReached> marksOf;

  ClockHistoryStore(Sql sql, SlaClockStore clocks) {
    this.sql = sql;
    this.clocks = clocks;
    this.pauses = new Rows<>(sql, PAUSE);
    this.adjustments = new AppendOnly<>(sql, ADJUSTMENT);
    this.moves = new AppendOnly<>(sql, MOVE);
    this.marks = new AppendOnly<>(sql, MARK);
    this.pausesOf = Groups.ofCoveredRows(pauses, owner(Pause::dossier, "no"), clocks::held);
    this.adjustmentsOf =
        Groups.ofFacts(sql, ADJUSTMENT, owner(Numbered::dossier, "no"), clocks::held);
    this.movesOf = Groups.ofFacts(sql, MOVE, owner(Move::dossier, "adjustment_no"), clocks::held);
    this.marksOf =
        Groups.ofFacts(sql, MARK, owner(SlaMarkReached::dossier, "mark_at, mark"), clocks::held);
  }

  private static <R> Owner<DossierCode, R> owner(Function<R, DossierCode> of, String order) {
    return new Owner<>("dossier_code", DossierCode::value, of, order);
  }

  private record PauseKey(DossierCode dossier, int no) {}

  /** A pause of one clock, and the actor that ended it. */
  private record Pause(
      DossierCode dossier, ClockPause pause, @Nullable String resumedBy, long revision) {}

  private static <T> Function<Pause, @Nullable T> of(
      Function<ClockPause.Order, @Nullable T> value) {
    return row -> value.apply(row.pause().order());
  }

  /** The due date before and after an adjustment. */
  private record Move(DossierCode dossier, int no, Instant before, Instant after) {}

  void insertPause(DossierCode dossier, ClockPause pause) {
    Pause row = new Pause(dossier, pause, null, 0);
    pauses.insert(row);
    pausesOf.add(row);
  }

  void endPause(DossierCode dossier, Actor author, Instant at) {
    List<Pause> open =
        pausesOf.of(dossier).stream().filter(row -> row.pause().to() == null).toList();
    if (open.size() != 1) {
      throw new IllegalStateException("a paused clock has one open pause");
    }
    Pause row = open.get(0);
    ClockPause ended =
        new ClockPause(row.pause().no(), row.pause().order(), row.pause().from(), at);
    pauses.update(new Pause(dossier, ended, author.name(), row.revision() + 1));
  }

  List<ClockPause> pauses(DossierCode dossier) {
    return clocks.holds(dossier)
        ? pausesOf.of(dossier).stream().map(Pause::pause).toList()
        : pausesOf(List.of(dossier)).getOrDefault(dossier, List.of());
  }

  /** The pauses of many clocks, in order within each clock; a clock without pauses has no entry. */
  Map<DossierCode, List<ClockPause>> pausesOf(Collection<DossierCode> dossiers) {
    return sql
        .reading("clock_pause")
        .sql("select * from clock_pause where dossier_code = any(:codes) order by dossier_code, no")
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .query(PAUSE.mapper())
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Pause::dossier, Collectors.mapping(Pause::pause, Collectors.toList())));
  }

  private static Pause pause(ResultSet rs) throws SQLException {
    return new Pause(
        new DossierCode(rs.getString("dossier_code")),
        new ClockPause(
            rs.getInt("no"),
            new ClockPause.Order(
                ClockPause.Kind.valueOf(rs.getString("kind")),
                AdjustmentTable.author(rs),
                rs.getString("reason"),
                rs.getString("legal_basis"),
                rs.getString("document")),
            instant(rs, "from_at"),
            instantOrNull(rs, "to_at")),
        rs.getString("resumed_by"),
        rs.getLong("revision"));
  }

  int insertAdjustment(DossierCode dossier, DueDateAdjustment adjustment, Instant at) {
    int no = adjustmentsOf.of(dossier).size() + 1;
    Numbered row = new Numbered(dossier, no, new Adjusted(adjustment, at));
    adjustments.append(row);
    adjustmentsOf.add(row);
    return no;
  }

  void noteEffect(DossierCode dossier, int no, Instant before, Instant after) {
    Move row = new Move(dossier, no, before, after);
    moves.append(row);
    movesOf.add(row);
  }

  /** The due date that the letter of apology replaced; empty if no letter gave a new one. */
  Optional<Instant> beforeLetter(DossierCode dossier) {
    List<Adjusted> made = adjustments(dossier);
    return moves(dossier).stream()
        .filter(
            move ->
                made.get(move.no() - 1).adjustment() instanceof DueDateAdjustment.ApologyExtension)
        .map(Move::before)
        .min(Comparator.naturalOrder());
  }

  private List<Move> moves(DossierCode dossier) {
    return clocks.holds(dossier)
        ? movesOf.of(dossier)
        : sql.reading("due_date_move")
            .sql("select * from due_date_move where dossier_code = ?")
            .param(dossier.value())
            .query(MOVE.mapper())
            .list();
  }

  private static Move move(ResultSet rs) throws SQLException {
    return new Move(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("adjustment_no"),
        instant(rs, "before_at"),
        instant(rs, "after_at"));
  }

  List<Adjusted> adjustments(DossierCode dossier) {
    return clocks.holds(dossier)
        ? adjustmentsOf.of(dossier).stream().map(Numbered::adjusted).toList()
        : adjustmentsOf(List.of(dossier)).getOrDefault(dossier, List.of());
  }

  /**
   * The adjustments of many clocks, in order within each clock; a clock without any has no entry.
   */
  Map<DossierCode, List<Adjusted>> adjustmentsOf(Collection<DossierCode> dossiers) {
    return sql
        .reading("due_date_adjustment")
        .sql(
            """
            select * from due_date_adjustment where dossier_code = any(:codes)
             order by dossier_code, no
            """)
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .query(ADJUSTMENT.mapper())
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Numbered::dossier, Collectors.mapping(Numbered::adjusted, Collectors.toList())));
  }

  void insertMark(SlaMarkReached reached) {
    marks.append(reached);
    marksOf.add(reached);
  }

  List<SlaMarkReached> reached(DossierCode dossier) {
    return clocks.holds(dossier)
        ? marksOf.of(dossier)
        : sql.reading("sla_mark")
            .sql("select * from sla_mark where dossier_code = ? order by mark_at, mark")
            .param(dossier.value())
            .query(MARK.mapper())
            .list();
  }

  private static SlaMarkReached mark(ResultSet rs) throws SQLException {
    return new SlaMarkReached(
        new DossierCode(rs.getString("dossier_code")),
        Mark.valueOf(rs.getString("mark")),
        rs.getInt("appointment_no"),
        instant(rs, "mark_at"),
        instant(rs, "reached_at"));
  }

  /** The moves and pauses that were corrected as mistakes. */
  Set<DueDateAdjustment.Mistaken> corrected(DossierCode dossier) {
    return adjustments(dossier).stream()
        .map(Adjusted::adjustment)
        .filter(DueDateAdjustment.Correction.class::isInstance)
        .map(one -> ((DueDateAdjustment.Correction) one).of())
        .collect(Collectors.toSet());
  }

  /**
   * Refuses a correction of a move that does not exist.
   *
   * @throws Failure {@code sla/no-such-move}
   */
  void requireMove(DossierCode dossier, DueDateAdjustment.Mistaken mistaken) {
    boolean there;
    if (mistaken.what() == DueDateAdjustment.Mistaken.What.PAUSE) {
      there =
          pauses(dossier).stream()
              .anyMatch(pause -> pause.no() == mistaken.no() && pause.to() != null);
    } else {
      List<Adjusted> made = adjustments(dossier);
      there =
          mistaken.no() >= 1
              && mistaken.no() <= made.size()
              && !(made.get(mistaken.no() - 1).adjustment()
                  instanceof DueDateAdjustment.Correction);
    }
    if (!there) {
      throw Failure.notFound("sla", "no-such-move", "no", mistaken.no());
    }
  }

  /**
   * Whether a pause begun at or before {@code at} is still open. Pauses carry the clock's times,
   * work items the engine's, whose resolution is one millisecond.
   */
  boolean stoodStill(DossierCode dossier, Instant at) {
    return pauses(dossier).stream()
        .filter(pause -> pause.to() == null)
        .anyMatch(pause -> !at.isBefore(pause.from().truncatedTo(ChronoUnit.MILLIS)));
  }
}
