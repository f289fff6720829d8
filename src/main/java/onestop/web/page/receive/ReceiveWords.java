package onestop.web.page.receive;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onestop.desk.lists.ListRow;
import onestop.dossiers.IntakeResult;
import onestop.kernel.Failure;
import onestop.kernel.PlainText;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.form.ApplicationForm;
import onestop.procedures.form.FormAnswers;
import onestop.web.page.Names;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words of the counter's pages, in the reader's language. */
@Component
class ReceiveWords {
  private final Catalogue catalogue;
  private final Names names;
  private final Problems problems;

  ReceiveWords(Catalogue catalogue, Names names, Problems problems) {
    this.catalogue = catalogue;
    this.names = names;
    this.problems = problems;
  }

  /** A procedure that can be received at a counter. */
  record Offer(String code, String name, String field, String limit) {}

  /** A paper of the procedure with the names of its inputs. */
  record PaperRow(IntakeForm.PaperRow row, String name) {}

  /**
   * The procedures whose name, field or code contains each word of the text, with or without tones;
   * parts of linked applications are opened by their models and are not offered.
   */
  List<Offer> offers(String text) {
    List<String> wanted = List.of(PlainText.of(text).strip().split("\\s+"));
    List<String> legs = catalogue.all().stream().flatMap(p -> p.legs().values().stream()).toList();
    return catalogue.all().stream()
        .filter(p -> !legs.contains(p.key().code()))
        .filter(p -> wanted.stream().allMatch(word -> searched(p).contains(word)))
        .map(
            p ->
                new Offer(
                    p.key().code(), name(p), Names.english() ? p.fieldEn() : p.fieldVi(), limit(p)))
        .toList();
  }

  private static String searched(Procedure p) {
    return PlainText.of(
        String.join(" ", p.key().code(), p.nameVi(), p.nameEn(), p.fieldVi(), p.fieldEn()));
  }

  String name(Procedure procedure) {
    return names.procedure(procedure.key());
  }

  String fee(Procedure procedure) {
    return Names.english() ? procedure.feeEn() : procedure.feeVi();
  }

  String limit(Procedure procedure) {
    return names.limit(procedure.limit().text());
  }

  List<Names.Choice> agencies() {
    return names.agencies();
  }

  List<PaperRow> papers(List<IntakeForm.PaperRow> rows) {
    return rows.stream().map(row -> new PaperRow(row, name(row.paper()))).toList();
  }

  private static String name(Paper paper) {
    return Names.english() ? paper.nameEn() : paper.nameVi();
  }

  ProcedureFormView form(ApplicationForm form, Locale locale) {
    return new ProcedureFormView(form, names, locale);
  }

  String text(String key, Object... values) {
    return names.text(key, values);
  }

  String sentence(Failure failure, Locale locale) {
    return problems.sentence(failure, locale);
  }

  /** Why nothing was received. */
  String refusal(Procedure procedure, IntakeResult result) {
    if (result instanceof IntakeResult.Incomplete incomplete) {
      String missing =
          procedure.papers().stream()
              .filter(paper -> incomplete.missingPapers().contains(paper.code()))
              .map(ReceiveWords::name)
              .collect(Collectors.joining("; "));
      return names.text("receive.incomplete", missing);
    }
    return names.text("receive.taken");
  }

  /**
   * A row of a list as a page shows it.
   *
   * @param code the dossier that it is; null if it is none
   * @param findings a sentence each, which names its column
   */
  record ListedRow(int no, String name, @Nullable String code, List<String> findings) {}

  /** The rows of a list: those with findings first. */
  List<ListedRow> rows(List<ListRow> rows, Locale locale) {
    return rows.stream()
        .sorted(Comparator.comparing(ListRow::isSound))
        .map(
            row ->
                new ListedRow(
                    row.no(),
                    row.name(),
                    row.earlier() == null ? null : row.earlier().value(),
                    row.findings().stream().map(one -> finding(one, locale)).toList()))
        .toList();
  }

  private String finding(ListRow.Finding finding, Locale locale) {
    Failure failure = finding.failure();
    FormAnswers.Fault fault = finding.fault();
    String sentence =
        failure != null
            ? sentence(failure, locale)
            : fault == null ? "" : names.text("form.fault." + fault.slug(), fault.bound());
    return finding.heading().isEmpty() || sentence.startsWith(finding.heading() + ":")
        ? sentence
        : names.text("receive.list.finding", finding.heading(), sentence);
  }

  /**
   * A check of a field of the applicant: it names what looks like a slip of the keyboard, in the
   * browser while it is typed and on the page that is shown again, and never keeps an application
   * from being received.
   *
   * @param field the name of the input
   * @param usual what the field usually holds, as a pattern for Java and for the browser
   * @param sentence what is said of anything else
   */
  record Check(String field, String usual, String sentence) {
    /** The sentence if the text is unusual; empty otherwise, and for no text. */
    public String of(String text) {
      return text.isEmpty() || text.matches(usual) ? "" : sentence;
    }
  }

  /** The checks by the names of their inputs. */
  Map<String, Check> checks() {
    return Stream.of(
            new Check("name", "\\S+\\s+\\S.*", names.text("receive.hint.name")),
            new Check("phone", "(0|\\+84)([ .\\-]?\\d){9}", names.text("receive.hint.phone")),
            new Check(
                "idNumber",
                "\\d([ .\\-]?\\d){11}|\\d([ .\\-]?\\d){8}",
                names.text("receive.hint.id")))
        .collect(Collectors.toMap(Check::field, check -> check));
  }
}
