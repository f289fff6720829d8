package onestop.web.page.reports;

import static onestop.facts.HearingMeasure.IN_TIME_CURRENT;
import static onestop.facts.HearingMeasure.IN_TIME_ORIGINAL;
import static onestop.facts.HearingMeasure.ISSUED_IN_TIME;
import static onestop.facts.HearingMeasure.ISSUED_LATE;
import static onestop.facts.HearingMeasure.LATE;
import static onestop.facts.HearingMeasure.MISSING;
import static onestop.facts.HearingMeasure.OWED;
import static onestop.facts.HearingMeasure.OWED_FINISHED_IN_TIME;
import static onestop.facts.HearingMeasure.OWED_LATE;
import static onestop.facts.HearingMeasure.OWED_NOT_LATE_YET;
import static onestop.facts.HearingMeasure.PARTS;
import static onestop.facts.HearingMeasure.RECEIVED;
import static onestop.facts.HearingMeasure.RESOLVED;
import static onestop.facts.HearingMeasure.VOID;
import static onestop.facts.HearingMeasure.WAITING;
import static onestop.facts.HearingMeasure.WAIVED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import onestop.facts.HearingMeasure;
import onestop.reports.HearingAnswer;
import onestop.reports.Hearings;
import onestop.web.page.Formats;
import onestop.web.page.Names;
import onestop.web.sheets.Sheet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * An answer in the reader's language. Made from the kept answer and the language only, so that the
 * same question gives the same page.
 */
record HearingView(
    String unit,
    HearingAnswer answer,
    String sha256,
    List<Card> dossiers,
    List<Card> letters,
    List<HearingMeasure> measures,
    List<HearingMeasure> columns,
    List<Step> bridge,
    List<MeasureRow> byMonth,
    List<MeasureRow> byUnit,
    BarChart dossierChart,
    BarChart letterChart) {

  private static final List<HearingMeasure> OF_DOSSIERS =
      List.of(RECEIVED, PARTS, RESOLVED, IN_TIME_ORIGINAL, IN_TIME_CURRENT, LATE);
  private static final List<HearingMeasure> OF_LETTERS =
      List.of(OWED, ISSUED_IN_TIME, ISSUED_LATE, MISSING, WAIVED, WAITING);

  /** Shown in the bridge, and in no table by month or unit. */
  private static final Set<HearingMeasure> OF_THE_BRIDGE =
      Set.of(OWED_LATE, OWED_FINISHED_IN_TIME, OWED_NOT_LATE_YET);

  /** One number with its text. */
  record Card(HearingMeasure measure, long count, String tone, String share) {}

  /**
   * A row of the bridge from late dossiers to letters owed.
   *
   * @param measure null for the difference caused by the months
   * @param kind the message after {@code hearing.bridge.}
   */
  record Step(@Nullable HearingMeasure measure, String kind, long count) {}

  /** The numbers of one month or unit, in the order of the measures. */
  record MeasureRow(String code, String name, List<Long> counts) {}

  /** Makes views of answers. */
  @Component
  static final class Writer {
    private final Names names;
    private final Formats formats;

    Writer(Names names, Formats formats) {
      this.names = names;
      this.formats = formats;
    }

    public HearingView view(Hearings.Given given) {
      HearingAnswer answer = given.answer();
      List<HearingMeasure> all = Arrays.asList(HearingMeasure.values());
      List<HearingMeasure> measures =
          all.stream().filter(measure -> !OF_THE_BRIDGE.contains(measure)).toList();
      HearingAnswer.Unit unit = answer.unit();
      return new HearingView(
          unit == null ? names.text("home.whole-city") : name(unit),
          answer,
          given.sha256(),
          cards(answer, OF_DOSSIERS),
          cards(answer, OF_LETTERS),
          all,
          measures,
          bridge(answer),
          answer.months().stream()
              .map(m -> row(m, m, measures.stream().map(x -> answer.ofMonth(m, x)).toList()))
              .toList(),
          answer.units().stream()
              .map(
                  u ->
                      row(
                          u.code(),
                          name(u),
                          measures.stream().map(x -> answer.ofUnit(u.code(), x)).toList()))
              .toList(),
          chart(answer, List.of(RECEIVED, RESOLVED, LATE)),
          chart(answer, List.of(ISSUED_IN_TIME, ISSUED_LATE, MISSING, WAIVED)));
    }

    /** The bridge; empty for an answer kept before the parts of the letters owed were counted. */
    private static List<Step> bridge(HearingAnswer answer) {
      if (!answer.hasBridge()) {
        return List.of();
      }
      long elsewhere = answer.total(OWED_LATE) - answer.total(LATE);
      List<Step> steps = new ArrayList<>();
      steps.add(step(answer, "late", LATE));
      if (elsewhere != 0) {
        steps.add(new Step(null, "elsewhere", elsewhere));
      }
      steps.add(step(answer, "finished", OWED_FINISHED_IN_TIME));
      steps.add(step(answer, "open", OWED_NOT_LATE_YET));
      steps.add(step(answer, "owed", OWED));
      for (HearingMeasure fate : List.of(ISSUED_IN_TIME, ISSUED_LATE, WAIVED, MISSING)) {
        steps.add(step(answer, "of", fate));
      }
      for (HearingMeasure besides : List.of(WAITING, VOID)) {
        steps.add(step(answer, "besides", besides));
      }
      return steps;
    }

    private static Step step(HearingAnswer answer, String kind, HearingMeasure measure) {
      return new Step(measure, kind, answer.total(measure));
    }

    private static MeasureRow row(String code, String name, List<Long> counts) {
      return new MeasureRow(code, name, counts);
    }

    private static String name(HearingAnswer.Unit unit) {
      return Names.english() ? unit.nameEn() : unit.nameVi();
    }

    private List<Card> cards(HearingAnswer answer, List<HearingMeasure> measures) {
      return measures.stream()
          .map(
              measure ->
                  new Card(
                      measure,
                      answer.total(measure),
                      tone(measure, answer.total(measure)),
                      share(answer, measure)))
          .toList();
    }

    private static String tone(HearingMeasure measure, long count) {
      return switch (measure) {
        case RECEIVED, PARTS, RESOLVED, OWED -> "brand-side";
        case IN_TIME_ORIGINAL, IN_TIME_CURRENT, ISSUED_IN_TIME -> "good";
        case LATE, MISSING -> count > 0 ? "bad" : "good";
        case ISSUED_LATE -> count > 0 ? "warn" : "good";
        case WAIVED, WAITING, VOID, OWED_LATE, OWED_FINISHED_IN_TIME, OWED_NOT_LATE_YET -> "";
      };
    }

    /** The share of a measure in its whole, in percent, rounded as in the reports. */
    private String share(HearingAnswer answer, HearingMeasure measure) {
      HearingMeasure whole =
          switch (measure) {
            case IN_TIME_ORIGINAL, IN_TIME_CURRENT -> RESOLVED;
            case ISSUED_IN_TIME, ISSUED_LATE, MISSING, WAIVED -> OWED;
            case PARTS -> RECEIVED;
            case RECEIVED, RESOLVED, LATE, OWED, WAITING, VOID -> measure;
            case OWED_LATE, OWED_FINISHED_IN_TIME, OWED_NOT_LATE_YET -> OWED;
          };
      long of = answer.total(whole);
      if (whole == measure || of == 0) {
        return "";
      }
      Sheet.Cell share = new Sheet.Cell.Share(answer.total(measure), of);
      String percent = share.shown(LocaleContextHolder.getLocale());
      return names.text("hearing.share", percent, names.text("hearing.measure." + whole.name()));
    }

    private BarChart chart(HearingAnswer answer, List<HearingMeasure> measures) {
      return BarChart.of(
          answer.months(),
          measures.stream()
              .map(
                  measure ->
                      new BarChart.Series(
                          names.text("hearing.measure." + measure.name()),
                          fill(measure),
                          month -> answer.ofMonth(month, measure)))
              .toList(),
          formats);
    }

    private static String fill(HearingMeasure measure) {
      return switch (measure) {
        case RESOLVED, ISSUED_IN_TIME -> "#1c6b3c";
        case LATE, MISSING -> "#b3261e";
        case ISSUED_LATE -> "#c07c00";
        case WAIVED -> "#7d8b94";
        default -> "#0d4a57";
      };
    }
  }
}
