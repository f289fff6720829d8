package onestop.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import onestop.facts.DossierFacts;
import onestop.facts.DossierFigures;
import onestop.facts.HearingMeasure;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Explains, dossier by dossier and entry by entry, why the answers to one question differ between
 * two as-of moments. Reads both pictures side by side, in constant memory.
 */
@Service
public class HearingChanges {
  private static final int PAGE = 512;

  private final DossierFacts facts;
  private final Sql sql;

  HearingChanges(DossierFacts facts, Sql sql) {
    this.facts = facts;
    this.sql = sql;
  }

  /**
   * A cause of a change: an event of the dossier between the two moments.
   *
   * @param kind a dossier event such as {@code RESOLVED}, a step of its letter such as {@code
   *     LETTER.ISSUE}, or {@code TIME} where no event was recorded and only a date passed
   */
  public record Because(String kind, Instant at) {}

  /**
   * One dossier that counts differently.
   *
   * @param gained the measures in which it counts at the later moment and did not before, or did in
   *     another month; each with its month
   * @param lost the measures in which it counted before
   */
  public record Change(
      DossierCode dossier,
      AgencyCode unit,
      Map<HearingMeasure, String> gained,
      Map<HearingMeasure, String> lost,
      List<Because> because) {}

  /**
   * The differences.
   *
   * @param net for each measure that differs, the count at the later moment minus the earlier one
   * @param changes at most the requested number, in order of receipt
   * @param more whether more changes follow
   */
  public record Explained(Map<HearingMeasure, Long> net, List<Change> changes, boolean more) {}

  /**
   * The differences between a question and the same one as of a later moment.
   *
   * @param after only those behind the dossier with this code; null from the first
   * @throws Failure {@code reports/as-of-not-later}
   */
  public Explained explain(
      HearingQuestion question, HearingQuestion later, @Nullable DossierCode after, int max) {
    Map<HearingMeasure, Long> net = new EnumMap<>(HearingMeasure.class);
    List<Change> changes = new ArrayList<>();
    boolean[] reached = {after == null};
    boolean[] more = {false};
    each(
        question,
        later,
        change -> {
          change.gained().keySet().forEach(measure -> net.merge(measure, 1L, Long::sum));
          change.lost().keySet().forEach(measure -> net.merge(measure, -1L, Long::sum));
          if (!reached[0]) {
            reached[0] = change.dossier().equals(after);
          } else if (changes.size() < max) {
            changes.add(change);
          } else {
            more[0] = true;
          }
        });
    net.values().removeIf(count -> count == 0);
    return new Explained(net, changes, more[0]);
  }

  /** Passes each dossier that counts differently to the consumer, in order of receipt. */
  public void each(HearingQuestion question, HearingQuestion later, Consumer<Change> consumer) {
    if (!later.asOf().isAfter(question.asOf())) {
      throw Failure.badInput(
          "reports", "as-of-not-later", "asOf", question.asOf(), "later", later.asOf());
    }
    List<DossierFigures> page = new ArrayList<>(PAGE);
    facts.each(
        later.reading(),
        figures -> {
          page.add(figures);
          if (page.size() == PAGE) {
            compare(question, later, page, consumer);
            page.clear();
          }
        });
    compare(question, later, page, consumer);
  }

  private void compare(
      HearingQuestion question,
      HearingQuestion later,
      List<DossierFigures> page,
      Consumer<Change> consumer) {
    Map<DossierCode, Map<HearingMeasure, String>> before = new HashMap<>();
    facts
        .asOf(page, question.asOf())
        .forEach(figures -> before.put(figures.code(), counted(question, figures)));
    List<Change> changes = new ArrayList<>();
    for (DossierFigures figures : page) {
      Map<HearingMeasure, String> was = before.getOrDefault(figures.code(), Map.of());
      Map<HearingMeasure, String> is = counted(later, figures);
      Map<HearingMeasure, String> gained = without(is, was);
      Map<HearingMeasure, String> lost = without(was, is);
      if (!gained.isEmpty() || !lost.isEmpty()) {
        changes.add(new Change(figures.code(), question.unitOf(figures), gained, lost, List.of()));
      }
    }
    if (changes.isEmpty()) {
      return;
    }
    Map<DossierCode, List<Because>> happened =
        happened(changes.stream().map(Change::dossier).toList(), question.asOf(), later.asOf());
    for (Change change : changes) {
      List<Because> because =
          happened.getOrDefault(change.dossier(), List.of(new Because("TIME", later.asOf())));
      consumer.accept(
          new Change(change.dossier(), change.unit(), change.gained(), change.lost(), because));
    }
  }

  /** The measures in which a dossier counts, each with the month of the period. */
  private static Map<HearingMeasure, String> counted(
      HearingQuestion question, DossierFigures figures) {
    Map<HearingMeasure, String> counted = new TreeMap<>();
    HearingMeasure.of(figures)
        .forEach(
            (measure, at) -> {
              var month = question.monthOf(at);
              if (month != null) {
                counted.put(measure, month.toString());
              }
            });
    return counted;
  }

  private static Map<HearingMeasure, String> without(
      Map<HearingMeasure, String> some, Map<HearingMeasure, String> others) {
    Map<HearingMeasure, String> rest = new TreeMap<>(some);
    rest.entrySet().removeIf(one -> Objects.equals(others.get(one.getKey()), one.getValue()));
    return rest;
  }

  private Map<DossierCode, List<Because>> happened(
      Collection<DossierCode> dossiers, Instant after, Instant until) {
    Map<DossierCode, List<Because>> found = new HashMap<>();
    sql.reading("dossier_event", "apology_obligation", "apology_event")
        .sql(
            """
            select dossier_code, kind as what, at, no as first_no, 0 as second_no
              from dossier_event
             where dossier_code = any(:codes) and at > :after and at <= :until
            union all
            select o.dossier_code, 'LETTER.' || coalesce(e.step, 'OPEN'), e.at, 1000000, e.no
              from apology_obligation o join apology_event e on e.obligation_id = o.id
             where o.dossier_code = any(:codes) and e.at > :after and e.at <= :until
             order by 1, 3, 4, 5
            """)
        .param("codes", Sql.keys(dossiers, DossierCode::value))
        .param("after", Sql.utc(after))
        .param("until", Sql.utc(until))
        .query(
            rs -> {
              found
                  .computeIfAbsent(new DossierCode(rs.getString(1)), code -> new ArrayList<>())
                  .add(because(rs));
            });
    return found;
  }

  private static Because because(ResultSet rs) throws SQLException {
    return new Because(rs.getString(2), Sql.instant(rs, "at"));
  }
}
