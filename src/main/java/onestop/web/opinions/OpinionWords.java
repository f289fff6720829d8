package onestop.web.opinions;

import java.util.List;
import java.util.Map;
import onestop.desk.consultations.AskedOpinions;
import onestop.kernel.Failure;
import onestop.web.page.Names;
import onestop.web.words.Problems;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the forms about questions share: their choices, and a refusal at its field. */
@Component
final class OpinionWords {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("opinion-agency", "agency"),
          Map.entry("opinion-nobody", "role"),
          Map.entry("opinion-of-oneself", "role"),
          Map.entry("opinion-passed-to-itself", "role"),
          Map.entry("opinion-role", "role"),
          Map.entry("opinion-day", "day"),
          Map.entry("opinion-day-past", "day"),
          Map.entry("opinion-day-far", "day"),
          Map.entry("opinion-day-off", "day"),
          Map.entry("day-unreadable", "day"),
          Map.entry("opinion-behind-due", "why"),
          Map.entry("opinion-files", "files"),
          Map.entry("opinion-reason", "reason"));

  private final Names names;
  private final Problems problems;

  OpinionWords(Names names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** Adds what agencies and roles may be asked. */
  void choices(Model model) {
    model.addAttribute("agencies", names.agencies());
    model.addAttribute(
        "roles",
        AskedOpinions.ROLES.stream()
            .map(role -> new Names.Choice(role.code(), names.text("role." + role.code())))
            .toList());
  }

  /** Adds the sentence of a refusal, and the field that it is about; returns the status. */
  int refuse(Failure failure, Model model) {
    String sentence = sentence(failure);
    model.addAttribute("refused", sentence);
    Object named = failure.arguments().get("field");
    String field = FIELDS.getOrDefault(failure.slug(), named == null ? "" : named.toString());
    model.addAttribute("wrong", Map.of(field, sentence));
    return problems.status(failure);
  }

  String sentence(Failure failure) {
    return problems.sentence(failure, LocaleContextHolder.getLocale());
  }

  String text(String key, Object... values) {
    return names.text(key, values);
  }

  /** The numbers among what a form sent. */
  static List<Integer> numbers(List<String> typed) {
    return typed.stream().filter(no -> no.matches("\\d{1,6}")).map(Integer::valueOf).toList();
  }
}
