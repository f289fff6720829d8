package onestop.web.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.agencies.Officer;
import onestop.desk.reading.ReadingScope.Reading;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.IntakeRecord;
import onestop.inbox.MarkedAnswers;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.kernel.PlainText;
import onestop.kernel.ProcedureKey;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.form.AnswerText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The names of agencies, procedures, officers and terms in the reader's language. */
@Component
public final class Names {
  private final Agencies agencies;
  private final Catalogue catalogue;
  private final MessageSource messages;

  Names(Agencies agencies, Catalogue catalogue, MessageSource messages) {
    this.agencies = agencies;
    this.catalogue = catalogue;
    this.messages = messages;
  }

  /** One choice of a list. */
  public record Choice(String code, String name) {}

  /** All agencies as choices, in the order of the register. */
  public List<Choice> agencies() {
    return agencies.all().stream().map(a -> new Choice(a.code().value(), name(a))).toList();
  }

  /** Those agencies as choices; all for none. */
  public List<Choice> agencies(Set<AgencyCode> within) {
    return agencies().stream()
        .filter(a -> within.isEmpty() || within.contains(new AgencyCode(a.code())))
        .toList();
  }

  /** All procedures of the catalogue as choices. */
  public List<Choice> procedures() {
    return catalogue.all().stream().map(p -> new Choice(p.key().code(), name(p))).toList();
  }

  /** The name of an agency, or its code when it is not on record. */
  public String agency(AgencyCode code) {
    return agencies.find(code).map(Names::name).orElse(code.value());
  }

  /** The name of a procedure's version. */
  public String procedure(ProcedureKey key) {
    return name(catalogue.version(key));
  }

  /** The papers as counted at the desk; empty if nobody counted them. */
  public List<AnswerText> counted(Dossier dossier) {
    IntakeRecord record = dossier.intake();
    if (record == null) {
      return List.of();
    }
    Map<String, String> names =
        catalogue.version(dossier.pins().procedure()).papers().stream()
            .collect(
                Collectors.toMap(
                    Paper::code, paper -> english() ? paper.nameEn() : paper.nameVi()));
    return record.papers().stream()
        .map(
            paper ->
                new AnswerText(
                    names.getOrDefault(paper.code(), paper.code()),
                    text(
                        "dossier.counted",
                        paper.originals(),
                        paper.certified(),
                        paper.copies(),
                        paper.note() == null ? "" : "; " + paper.note())))
        .toList();
  }

  /** The answers of the form with which a dossier was received; empty if it had none. */
  public List<AnswerText> declared(@Nullable IntakeRecord record) {
    IntakeRecord.FilledForm filled = record == null ? null : record.form();
    return filled == null
        ? List.of()
        : catalogue
            .form(filled.id(), filled.version())
            .map(form -> AnswerText.all(form, filled.answers(), LocaleContextHolder.getLocale()))
            .orElse(List.of());
  }

  /** The officer's name, or the login when the officer is not on record. */
  public String officer(OfficerId id) {
    return agencies.find(id).map(Officer::name).orElse(id.value());
  }

  /** The name of a recipient, who is an officer or an agency. */
  public String recipient(String code) {
    return agencies
        .find(new OfficerId(code))
        .map(Officer::name)
        .orElseGet(() -> agency(new AgencyCode(code)));
  }

  /** The applicant in a list: the name in the reader's scope, elsewhere the way to learn it. */
  public String applicant(Reading reading, String name) {
    return switch (reading) {
      case OPEN -> name;
      case WITH_PURPOSE -> text("lookup.applicant-hidden");
      case CLOSED -> text("lookup.applicant-closed");
    };
  }

  /**
   * The answers of a form by their fields' keys, in the reader's language; none where the reader
   * may not see the applicant's name.
   */
  public Map<String, String> answers(Reading reading, @Nullable MarkedAnswers answers) {
    Map<String, String> said = new TreeMap<>();
    if (answers != null && reading == Reading.OPEN) {
      answers
          .texts()
          .forEach((key, text) -> said.put(key, text.in(LocaleContextHolder.getLocale())));
    }
    return said;
  }

  /** The text under a key, with its arguments filled in. */
  public String text(String key, Object... values) {
    return messages.getMessage(key, values, LocaleContextHolder.getLocale());
  }

  /** The text under a key, or the other text if there is none. */
  public String textOr(String key, String other) {
    String found = messages.getMessage(key, null, key, LocaleContextHolder.getLocale());
    return found == null || found.equals(key) ? other : found;
  }

  /**
   * The name of a step, as labelled by its model; in English the label's own words, so that no two
   * steps look alike.
   */
  public String step(String id, String label) {
    return english() ? textOr("step-label." + slug(label), textOr("step." + id, label)) : label;
  }

  /**
   * What is written at a shape or a flow of a model's picture; empty where the model has no label.
   *
   * @param id of the shape; empty for a flow
   */
  public String drawn(String id, String label) {
    if (label.isEmpty() || !english()) {
      return label;
    }
    return textOr("model-label." + slug(label), step(id, label));
  }

  private static String slug(String label) {
    return PlainText.of(label).replaceAll("[^a-z0-9]+", "-");
  }

  /** A limit or an allotment in words: {@code 3wd} is three working days. */
  public String limit(String written) {
    String number = written.replaceAll("\\D", "");
    return number.isEmpty()
        ? text("limit.same-day")
        : text("limit." + written.substring(number.length()), Integer.valueOf(number));
  }

  /**
   * A mark of the clock. After a letter gave a new appointment, a dossier that was late before
   * remains overdue; a later overdue mark means that the new appointment has passed too.
   */
  public String mark(String mark, int appointmentNo) {
    return text(mark.equals("OVERDUE") && appointmentNo > 1 ? "mark.again" : "mark." + mark);
  }

  /** The name of a rule pack or a calendar, with its version. */
  public String version(String name, int version) {
    return text("rules.version", name, String.valueOf(version));
  }

  /** Whether the reader of this request chose English. */
  public static boolean english() {
    return LocaleContextHolder.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  private static String name(Agency agency) {
    return english() ? agency.nameEn() : agency.nameVi();
  }

  private static String name(Procedure procedure) {
    return english() ? procedure.nameEn() : procedure.nameVi();
  }
}
