package onestop.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.facts.DossierFacts;
import onestop.facts.HearingMeasure;
import onestop.facts.Period;
import onestop.facts.ReportScope;
import onestop.facts.ReportScopes;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.ProcedureKey;
import onestop.ledger.CanonicalJson;
import onestop.ledger.Ledger;
import onestop.procedures.Catalogue;
import onestop.procedures.RulePack;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Answers the questions of a hearing. Every number is counted from raw events up to the as-of
 * moment, each event at the moment at which it was recorded under its dossier's lock. The first
 * answer to a question is kept, and later requests get it byte for byte. If a command commits so
 * late that its events bear an earlier moment than an answer already given, the answer does not
 * change, and the lists behind it show the later events.
 */
@Service
public class Hearings {
  private final ReportScopes scopes;
  private final DossierFacts facts;
  private final HearingStore store;
  private final Agencies agencies;
  private final Ledger ledger;
  private final Catalogue catalogue;
  private final ObjectMapper json;

  Hearings(
      ReportScopes scopes,
      DossierFacts facts,
      HearingStore store,
      Agencies agencies,
      Ledger ledger,
      Catalogue catalogue,
      ObjectMapper json) {
    this.scopes = scopes;
    this.facts = facts;
    this.store = store;
    this.agencies = agencies;
    this.ledger = ledger;
    this.catalogue = catalogue;
    this.json = json;
  }

  /** An answer, its kept text, and that text's SHA-256. */
  public record Given(HearingAnswer answer, String body, String sha256) {}

  /**
   * A number and the window of its dossiers that a list shows; null means all.
   *
   * @param after only those behind the dossier with this code, in the list's order
   */
  public record Window(
      HearingMeasure measure,
      @Nullable AgencyCode unit,
      @Nullable YearMonth month,
      @Nullable DossierCode after,
      int max) {}

  /** A dossier of a number, and the moment from which it counts in it. */
  public record CountedDossier(
      DossierCode dossier, ProcedureKey procedure, AgencyCode unit, Instant countedAt) {}

  /**
   * A part of the list behind a number.
   *
   * @param total the number on record today as of the same moment; it differs from the answer's
   *     number only if an event was recorded late
   * @param more whether more dossiers follow
   */
  public record Lines(long total, List<CountedDossier> lines, boolean more) {}

  /**
   * Parses a question. The default as-of moment is the last whole minute of which everything is on
   * record; the default period is the year of that moment.
   *
   * @throws Failure as {@link ReportScopes#of} does, and {@code reports/as-of-unsettled} for a
   *     moment of which not everything is on record yet
   */
  public HearingQuestion ask(ReportScopes.Asked asked) {
    ReportScope scope = scopes.of(asked);
    Instant settled = scopes.settled();
    if (scope.asOf().isAfter(settled)) {
      throw Failure.badInput(
          "reports",
          "as-of-unsettled",
          "asOf",
          local(scope, scope.asOf()),
          "latest",
          local(scope, settled));
    }
    if (asked.period() == null || asked.period().isBlank()) {
      scope =
          scope.about(
              Period.around(
                  Period.Kind.YEAR,
                  scope.asOf().atZone(scope.zone()).toLocalDate(),
                  Period.CutOffs.CALENDAR));
    }
    return new HearingQuestion(scope);
  }

  private static String local(ReportScope scope, Instant at) {
    return at.atZone(scope.zone()).toLocalDateTime().toString();
  }

  /** The kept answer, or a new one, which is then kept. */
  public Given answer(HearingQuestion question) {
    HearingStore.Kept kept =
        store
            .find(question.text())
            .orElseGet(
                () -> {
                  String body = CanonicalJson.write(count(question));
                  return store.keep(question.text(), new HearingStore.Kept(body, sha256(body)));
                });
    try {
      return new Given(
          json.readValue(kept.body(), HearingAnswer.class), kept.body(), kept.sha256());
    } catch (JsonProcessingException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "reports", "answer-unreadable").causedBy(e);
    }
  }

  private Map<String, Object> count(HearingQuestion question) {
    Map<String, Object> checkpoint = checkpoint();
    Map<String, Map<YearMonth, Map<HearingMeasure, Long>>> cells = new TreeMap<>();
    facts.each(
        question.reading(),
        figures ->
            HearingMeasure.of(figures)
                .forEach(
                    (measure, at) -> {
                      YearMonth month = question.monthOf(at);
                      if (month != null) {
                        cells
                            .computeIfAbsent(
                                question.unitOf(figures).value(), unit -> new TreeMap<>())
                            .computeIfAbsent(month, m -> new EnumMap<>(HearingMeasure.class))
                            .merge(measure, 1L, Long::sum);
                      }
                    }));
    ReportScope scope = question.scope();
    AgencyCode unit = scope.unit();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("v", 2);
    body.put("level", scope.level());
    if (unit != null) {
      body.put("unit", unit(unit.value()));
    }
    body.put("from", scope.period().from());
    body.put("to", scope.period().to());
    body.put("asOf", scope.asOf());
    body.put("checkpoint", checkpoint);
    body.put("rules", catalogue.rulePacks().stream().map(Hearings::rule).toList());
    body.put("units", cells.keySet().stream().map(this::unit).toList());
    body.put("cells", cells(cells));
    return body;
  }

  private static Map<String, Object> rule(RulePack pack) {
    return Map.of(
        "rulePack", pack.id(),
        "version", pack.version(),
        "officerSeconds", pack.apology().officerGrace().toSeconds(),
        "onSilenceSeconds", pack.apology().silenceGrace().toSeconds());
  }

  private static List<Map<String, Object>> cells(
      Map<String, Map<YearMonth, Map<HearingMeasure, Long>>> counted) {
    List<Map<String, Object>> cells = new ArrayList<>();
    counted.forEach(
        (unit, months) ->
            months.forEach(
                (month, counts) -> {
                  Map<String, Object> named = new LinkedHashMap<>();
                  counts.forEach((measure, count) -> named.put(measure.name(), count));
                  cells.add(Map.of("unit", unit, "month", month.toString(), "counts", named));
                }));
    return cells;
  }

  private Map<String, Object> unit(String code) {
    Optional<Agency> agency = agencies.find(new AgencyCode(code));
    return Map.of(
        "code", code,
        "nameVi", agency.map(Agency::nameVi).orElse(code),
        "nameEn", agency.map(Agency::nameEn).orElse(code));
  }

  /** A consistent pair of size and root, read before anything is counted. */
  private Map<String, Object> checkpoint() {
    ledger.integrate(); // entries without a position are not covered by the root
    while (true) {
      long size = ledger.size();
      String root = ledger.head();
      if (ledger.size() == size) {
        return Map.of("size", size, "root", root);
      }
    }
  }

  /** The dossiers behind a number, in order of receipt. */
  public Lines list(HearingQuestion question, Window window) {
    AgencyCode unit = window.unit();
    HearingQuestion narrow = unit == null ? question : question.about(unit);
    List<CountedDossier> lines = new ArrayList<>();
    long[] total = {0};
    boolean[] reached = {window.after() == null};
    boolean[] more = {false};
    facts.each(
        narrow.reading(),
        figures -> {
          Instant at = HearingMeasure.of(figures).get(window.measure());
          YearMonth month = at == null ? null : question.monthOf(at);
          if (at == null || month == null || !isIn(window.month(), month)) {
            return;
          }
          total[0]++;
          if (!reached[0]) {
            reached[0] = figures.code().equals(window.after());
          } else if (lines.size() < window.max()) {
            lines.add(
                new CountedDossier(
                    figures.code(), figures.procedure(), question.unitOf(figures), at));
          } else {
            more[0] = true;
          }
        });
    return new Lines(total[0], lines, more[0]);
  }

  private static boolean isIn(@Nullable YearMonth wanted, YearMonth month) {
    return wanted == null || wanted.equals(month);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
