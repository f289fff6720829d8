// Over 300 lines: one form due by law after the other.
package onestop.web.sheets;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.desk.figures.Applicants;
import onestop.facts.Period;
import onestop.facts.ReportScope;
import onestop.kernel.AgencyCode;
import onestop.procedures.Catalogue;
import onestop.procedures.FormRef;
import onestop.procedures.Procedure;
import onestop.reports.Counts;
import onestop.reports.StatutoryReport;
import onestop.reports.StatutoryReport.Kind;
import onestop.reports.StatutoryReport.Subject;
import onestop.web.sheets.Sheet.Cell;
import onestop.web.sheets.Sheet.Head;
import onestop.web.sheets.Sheet.SheetRow;
import onestop.web.sheets.Sheet.Weight;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Lays counted reports out on their forms; number, title and source come from the rule pack. */
@Component
public class ReportSheets {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final String REGISTER = "REGISTER";

  private final Agencies agencies;
  private final Catalogue catalogue;
  private final MessageSource messages;
  private final ReportHeads heads;
  private final ZoneId zone;

  ReportSheets(
      Agencies agencies,
      Catalogue catalogue,
      MessageSource messages,
      ReportHeads heads,
      ZoneId zone) {
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.messages = messages;
    this.heads = heads;
    this.zone = zone;
  }

  /** The report in the layout of its form. */
  public Sheet of(StatutoryReport report, Locale locale) {
    List<SheetRow> rows = new ArrayList<>();
    rows.add(
        row(
            Weight.TOTAL,
            "",
            new Named("", text("sheet.total-row", locale)),
            new Numbers(report.kind(), report.total())));
    if (report.scope().level() != ReportScope.Level.DESK) {
      rows.add(parts("parts:only", report.parts(), report.kind(), locale));
      rows.add(parts("parts:without", report.withoutParts(), report.kind(), locale));
    }
    int number = 0;
    for (StatutoryReport.Group group : report.groups()) {
      number++;
      Weight weight = group.lines().isEmpty() ? Weight.LINE : Weight.GROUP;
      rows.add(row(weight, String.valueOf(number), group.head(), report.kind(), locale));
      int part = 0;
      for (StatutoryReport.ReportLine line : group.lines()) {
        part++;
        rows.add(row(Weight.LINE, number + "." + part, line, report.kind(), locale));
      }
    }
    String kind = report.kind().name();
    return new Sheet(
        heading(kind, report.scope(), locale),
        heads.of(report.kind(), locale),
        rows,
        notes(kind, report.scope(), locale),
        signatures(kind, locale),
        locale);
  }

  /**
   * The register without its lines.
   *
   * @param volume the name of its volume; empty for the whole register
   * @see RegisterRows
   */
  public Sheet register(ReportScope scope, Applicants applicants, String volume, Locale locale) {
    List<String> notes = new ArrayList<>();
    if (!applicants.shownOf(scope.agencies())) {
      notes.add(text("sheet.note.hidden", locale));
    }
    notes.addAll(notes(REGISTER, scope, locale));
    Sheet.Heading heading = heading(REGISTER, scope, locale);
    return new Sheet(
        new Sheet.Heading(
            heading.formNumber(),
            heading.source(),
            heading.title(),
            heading.period(),
            heading.standing(),
            heading.reporter(),
            "",
            volume,
            heading.placeAndDate()),
        heads.ofRegister(locale),
        List.of(),
        notes,
        signatures(REGISTER, locale),
        locale);
  }

  private SheetRow parts(String of, Counts counts, Kind kind, Locale locale) {
    return row(
        Weight.GROUP,
        of,
        new Named("", text("sheet." + of.replace(':', '-'), locale)),
        new Numbers(kind, counts));
  }

  private record Named(String number, String name) {}

  private record Numbers(Kind kind, Counts counts) {}

  private SheetRow row(
      Weight weight, String number, StatutoryReport.ReportLine line, Kind kind, Locale locale) {
    return row(
        weight,
        of(line.subject()),
        new Named(number, name(line.subject(), locale)),
        new Numbers(kind, line.counts()));
  }

  private static SheetRow row(Weight weight, String of, Named named, Numbers numbers) {
    List<Cell> cells = new ArrayList<>(Sheet.words(named.number(), named.name()));
    cells.addAll(ReportHeads.cells(numbers.kind(), numbers.counts()));
    return new SheetRow(weight, of, cells);
  }

  private static String of(Subject subject) {
    if (subject instanceof Subject.Procedure procedure) {
      return "procedure:" + procedure.key().code();
    }
    return subject instanceof Subject.Unit unit
        ? "unit:" + unit.code()
        : "field:" + ((Subject.Field) subject).vi();
  }

  private String name(Subject subject, Locale locale) {
    if (subject instanceof Subject.Procedure one) {
      Procedure procedure = catalogue.version(one.key());
      return one.key().code() + " – " + (english(locale) ? procedure.nameEn() : procedure.nameVi());
    }
    if (subject instanceof Subject.Unit unit) {
      return agency(unit.code(), locale);
    }
    Subject.Field field = (Subject.Field) subject;
    return english(locale) ? field.en() : field.vi();
  }

  private Sheet.Heading heading(String meaning, ReportScope scope, Locale locale) {
    FormRef form = catalogue.formOn(meaning, scope.day());
    String source = form.source();
    String receiver = receiver(scope, locale);
    return new Sheet.Heading(
        form.number(),
        source == null ? "" : text("sheet.source", locale, source),
        english(locale) ? form.titleEn() : form.titleVi(),
        text("sheet.period", locale, period(scope.period(), locale)),
        standing(scope, locale),
        text("sheet.reporter", locale, reporter(scope, locale)),
        receiver.isEmpty() ? "" : text("sheet.receiver", locale, receiver),
        text("sheet.unit", locale),
        placeAndDate(scope, locale));
  }

  /** The period in words, with its days. */
  public String period(Period period, Locale locale) {
    String year = period.text().substring(0, 4);
    String number =
        switch (period.kind()) {
          case MONTH -> period.text().substring(5);
          case WEEK, QUARTER, HALF_YEAR -> period.text().substring(6);
          case YEAR, DAYS -> "";
        };
    return text(
        "sheet.period." + period.kind(),
        locale,
        number,
        year,
        day(period.from()),
        day(period.to()));
  }

  private String standing(ReportScope scope, Locale locale) {
    return scope.isOngoing()
        ? text("sheet.standing-ongoing", locale, moment(scope.moment()))
        : text("sheet.standing", locale, day(scope.period().to()));
  }

  private String reporter(ReportScope scope, Locale locale) {
    AgencyCode unit = scope.unit();
    String name = unit == null ? "" : agency(unit, locale);
    return text("sheet.level." + scope.level(), locale, name);
  }

  private String receiver(ReportScope scope, Locale locale) {
    AgencyCode unit = scope.unit();
    if (unit == null || scope.level() == ReportScope.Level.CITY) {
      return "";
    }
    List<Agency> ladder = agencies.ladder(unit, scope.day());
    return ladder.size() < 2 ? "" : name(ladder.get(1), locale);
  }

  private String placeAndDate(ReportScope scope, Locale locale) {
    AgencyCode unit = scope.unit();
    String place =
        unit == null
            ? agencies.all().stream()
                .filter(agency -> agency.kind() == Agency.Kind.CITY)
                .map(Agency::placeName)
                .findFirst()
                .orElse("")
            : agencies.get(unit).placeName();
    LocalDate on = scope.asOf().atZone(zone).toLocalDate();
    String day = text("sheet.date", locale, day(on));
    return place.isEmpty() ? day : place + ", " + day;
  }

  private List<String> notes(String meaning, ReportScope scope, Locale locale) {
    List<String> notes = new ArrayList<>();
    for (int i = 1; ; i++) {
      String key = "sheet.note." + meaning + "." + i;
      String note = text(key, locale);
      if (note.equals(key)) {
        break;
      }
      notes.add(note);
    }
    notes.add(text("sheet.note.legs." + scope.level(), locale));
    notes.add(
        scope.isOngoing()
            ? text("sheet.note.ongoing", locale, moment(scope.moment()))
            : text("sheet.note.frozen", locale, day(scope.period().to())));
    return notes;
  }

  private List<String> signatures(String meaning, Locale locale) {
    String by = REGISTER.equals(meaning) ? "sheet.signed.register" : "sheet.signed.report";
    return List.of(text(by, locale), text("sheet.signed.head", locale));
  }

  private String agency(AgencyCode code, Locale locale) {
    return agencies.find(code).map(one -> name(one, locale)).orElse(code.value());
  }

  private static String name(Agency agency, Locale locale) {
    return english(locale) ? agency.nameEn() : agency.nameVi();
  }

  String day(LocalDate day) {
    return DAY.format(day);
  }

  String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, zone);
  }

  String moment(Instant at) {
    return Cell.MOMENT.format(local(at));
  }

  String text(String key, Locale locale, Object... values) {
    String text = messages.getMessage(key, values, key, locale);
    return text == null ? key : text;
  }

  static boolean english(Locale locale) {
    return locale.getLanguage().equals("en");
  }

  /** The name of the column with that number, with the heads above it. */
  public String column(Kind kind, String number, Locale locale) {
    Sheet bare =
        new Sheet(
            new Sheet.Heading("", "", "", "", "", "", "", "", ""),
            heads.of(kind, locale),
            List.of(),
            List.of(),
            List.of(),
            locale);
    List<Head> columns = bare.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).number().equals(number)) {
        return bare.columnNames().get(i);
      }
    }
    return number;
  }
}
