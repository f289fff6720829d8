package onestop.desk.papers;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.dossiers.life.Dossier;
import onestop.dossiers.life.HandedPaper;
import onestop.dossiers.life.IntakeRecord;
import onestop.forms.PaperLine;
import onestop.forms.ReceiptFields;
import onestop.procedures.Catalogue;
import onestop.procedures.Paper;
import onestop.procedures.Procedure;
import onestop.procedures.form.FormElement.Field;
import onestop.procedures.form.FormElement.Kind;
import org.jspecify.annotations.Nullable;

/** What a receipt repeats of the record of an intake; receipts are in Vietnamese. */
final class ReceiptRecord {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private ReceiptRecord() {}

  /** The papers, with counts where the desk counted them. */
  static List<PaperLine> papers(Dossier dossier, Procedure procedure) {
    IntakeRecord record = dossier.intake();
    Map<String, HandedPaper> counted =
        record == null
            ? Map.of()
            : record.papers().stream()
                .collect(Collectors.toMap(HandedPaper::code, Function.identity()));
    return procedure.papers().stream()
        .filter(paper -> dossier.papers().contains(paper.code()))
        .map(paper -> line(paper, counted.get(paper.code())))
        .toList();
  }

  private static PaperLine line(Paper paper, @Nullable HandedPaper counted) {
    return counted == null
        ? PaperLine.of(paper.nameVi())
        : new PaperLine(
            paper.nameVi(),
            counted.originals(),
            counted.certified(),
            counted.copies(),
            counted.note());
  }

  /** The answers of the form that it marks for the receipt, in the order of the form. */
  static List<ReceiptFields.Answer> answers(@Nullable IntakeRecord record, Catalogue catalogue) {
    IntakeRecord.FilledForm filled = record == null ? null : record.form();
    if (filled == null) {
      return List.of();
    }
    List<ReceiptFields.Answer> answers = new ArrayList<>();
    catalogue
        .form(filled.id(), filled.version())
        .ifPresent(
            form ->
                form.printed().stream()
                    .filter(field -> filled.answers().containsKey(field.key()))
                    .forEach(
                        field ->
                            answers.add(
                                new ReceiptFields.Answer(
                                    field.label().vi(),
                                    words(field, filled.answers().get(field.key()))))));
    return answers;
  }

  private static String words(Field field, @Nullable Object answer) {
    if (answer instanceof List<?> chosen) {
      return chosen.stream().map(one -> words(field, one)).collect(Collectors.joining("; "));
    }
    String text = String.valueOf(answer);
    if (field.kind() == Kind.DATE) {
      return DAY.format(LocalDate.parse(text));
    }
    return field.kind() == Kind.CHECKBOX
        ? "có"
        : field.option(text).map(o -> o.label().in(PaperWords.LANGUAGE)).orElse(text);
  }

  /** The key of the sentence for the way in which the result is returned. */
  static String returnKey(@Nullable IntakeRecord record) {
    return record == null
        ? "paper.return-at-desk"
        : switch (record.returnBy()) {
          case DESK -> "paper.return-at-desk";
          case POST -> "paper.return-by-post";
          case ONLINE -> "paper.return-online";
        };
  }
}
