package onestop.web.page.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import onestop.agencies.Absence.Flow;
import onestop.desk.people.AbsenceBook;
import onestop.kernel.OfficerId;
import onestop.web.page.Choices;
import org.jspecify.annotations.Nullable;

/**
 * An absence as typed.
 *
 * @param officer the login of the absent officer; none for the reader
 * @param flows what goes to the substitute; null if nothing does
 */
record AbsenceForm(
    @Nullable String officer,
    @Nullable String substitute,
    @Nullable String firstOn,
    @Nullable String lastOn,
    @Nullable List<String> flows,
    @Nullable String reason) {

  /** The form before anything was typed: all work goes to the substitute. */
  static AbsenceForm fresh(@Nullable String officer) {
    return new AbsenceForm(officer, null, null, null, List.of("new-work", "open-work"), null);
  }

  AbsenceBook.Draft draft(OfficerId reader) {
    String absent = Choices.orNull(officer);
    String instead = Choices.orNull(substitute);
    return new AbsenceBook.Draft(
        absent == null ? reader : new OfficerId(absent),
        instead == null ? null : new OfficerId(instead),
        HoursForm.day("firstOn", firstOn),
        HoursForm.day("lastOn", lastOn),
        chosen(),
        reason == null ? "" : reason);
  }

  private Set<Flow> chosen() {
    Set<Flow> chosen = EnumSet.noneOf(Flow.class);
    for (String word : flows == null ? List.<String>of() : flows) {
      Flow flow = Choices.of(Flow.class, word);
      if (flow != null) {
        chosen.add(flow);
      }
    }
    return chosen;
  }

  /** Whether that work goes to the substitute, for the page. */
  public boolean has(String flow) {
    return flows != null && flows.contains(flow);
  }
}
