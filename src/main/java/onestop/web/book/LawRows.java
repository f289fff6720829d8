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
   * @param text as the catalogue cites it, in Vietnamese
   */
  record Law(String subject, boolean own, String text, Certainty certainty) {}

  /** How sure the catalogue is. */
  record Certainty(String text, String tone) {}

  /** The texts, those of the procedure before those of its rule pack. */
  List<Law> of(Entry entry) {
    List<Law> rows = new ArrayList<>();
    entry
        .fees()
        .ifPresent(
            fees -> {
              fees.rates().forEach(rate -> add(rows, "book.law.fee", rate.source(), rate.status()));
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
        (move, bound) ->
            add(
                rows,
                "book.law.move." + move.name().toLowerCase(Locale.ROOT),
                bound.legalBasis(),
                bound.status()));
    entry
        .citations()
        .forEach(
            one -> rows.add(new Law(one.subject(), true, one.text(), certainty(one.status()))));
    return rows.stream().distinct().toList();
  }

  private void add(List<Law> rows, String subject, String text, String status) {
    if (!text.isBlank()) {
      rows.add(new Law(names.text(subject), false, text, certainty(status)));
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
