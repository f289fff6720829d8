package onestop.desk.papers;

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
import onestop.procedures.form.AnswerText;
import org.jspecify.annotations.Nullable;

/** What a receipt repeats of the record of an intake; receipts are in Vietnamese. */
final class ReceiptRecord {
  private ReceiptRecord() {}

  /** The papers, with counts where the desk counted them. */
  static List<PaperLine> papers(Dossier dossier, Procedure procedure) {
    IntakeRecord record = dossier.intake();
    Map<String, HandedPaper> counted =
        record == null
            ? Map.of()
            : record.papers().stream()
                .collect(
                    Collectors.toMap(HandedPaper::code, Function.identity(), (one, other) -> one));
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
    return catalogue
        .form(filled.id(), filled.version())
        .map(form -> AnswerText.printed(form, filled.answers(), PaperWords.LANGUAGE))
        .orElse(List.of())
        .stream()
        .map(text -> new ReceiptFields.Answer(text.question(), text.answer()))
        .toList();
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
