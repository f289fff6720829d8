package onestop.web.book;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import onestop.desk.book.ProcedureBook.Entry;
import onestop.procedures.Bound;
import onestop.procedures.ClockMove;
import onestop.procedures.Procedure;
import onestop.procedures.RulePack;
import onestop.web.page.Names;
import org.springframework.stereotype.Component;

/** The texts of law on which a procedure rests, each with its certainty as the catalogue has it. */
@Component
final class LawRows {
  private final Names names;

  LawRows(Names names) {
    this.names = names;
  }

  /**
   * A text of law.
   *
   * @param subject what it sets
   * @param own whether the subject is the pack's own text, which is Vietnamese in every language
   * @param text as the catalogue cites it, in Vietnamese, or the words that no text is known
   * @param unknown whether no text is known
   */
  record Law(String subject, boolean own, String text, boolean unknown, Certainty certainty) {}

  /** How sure the catalogue is. */
  record Certainty(String text, String tone) {}

  /** The texts, those of the procedure before those of its rule pack. */
  List<Law> of(Entry entry) {
    List<Law> rows = new ArrayList<>();
    entry
        .procedure()
        .sources()
        .forEach(
            one ->
                addOrUnknown(
                    rows,
                    "book.law." + one.of().name().toLowerCase(Locale.ROOT),
                    one.text(),
                    one.status()));
    entry
        .fees()
        .ifPresent(
            fees -> {
              fees.rates()
                  .forEach(
                      rate -> addOrUnknown(rows, "book.law.fee", rate.source(), rate.status()));
              fees.exemptions()
                  .forEach(one -> add(rows, "book.law.exemption", one.legalBasis(), one.status()));
            });
    Procedure procedure = entry.procedure();
    String silence = procedure.silence().legalBasis();
    add(rows, "book.law.silence", silence == null ? "" : silence, procedure.status());
    Map<ClockMove, Bound> bounds = new LinkedHashMap<>();
    RulePack pack = entry.pack();
    Stream.of(ClockMove.values())
        .forEach(
            move -> {
              Map<ClockMove, Bound> own = procedure.bounds();
              Bound bound = own == null ? null : own.get(move);
              if (bound == null && pack.bounds() != null) {
                bound = pack.bounds().moves().get(move);
              }
              if (bound != null) {
                bounds.put(move, bound);
              }
            });
    bounds.forEach(
        (move, bound) -> {
          String subject = "book.law.move." + move.name().toLowerCase(Locale.ROOT);
          Map<ClockMove, Bound> own = procedure.bounds();
          if (own != null && own.containsKey(move) && bound.times() > 0) {
            addOrUnknown(rows, subject, bound.legalBasis(), bound.status());
          } else {
            add(rows, subject, bound.legalBasis(), bound.status());
          }
        });
    entry
        .citations()
        .forEach(
            one ->
                rows.add(new Law(one.subject(), true, one.text(), false, certainty(one.status()))));
    return rows.stream().distinct().toList();
  }

  /** A subject that the entry itself sets is told even where no text of law is known for it. */
  private void addOrUnknown(List<Law> rows, String subject, String text, String status) {
    boolean unknown = text.isBlank();
    String told = unknown ? names.text("book.law.no-text") : text;
    rows.add(new Law(names.text(subject), false, told, unknown, certainty(status)));
  }

  private void add(List<Law> rows, String subject, String text, String status) {
    if (!text.isBlank()) {
      rows.add(new Law(names.text(subject), false, text, false, certainty(status)));
    }
  }

  /** The words for a mark of the catalogue. */
  Certainty certainty(String status) {
    String tone =
        switch (status) {
          case "H" -> "good";
          case "M", "D" -> "";
          default -> "warn";
        };
    return new Certainty(names.text("book.certainty." + status), tone);
  }
}
