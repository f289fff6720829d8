package onestop.dossiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import onestop.calendar.Calendars;
import onestop.calendar.WorkingCalendar;
import onestop.dossiers.life.Dossier;
import onestop.engine.WorkItem;
import onestop.engine.tree.WitnessedFlows;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.testing.City;
import onestop.testing.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every sequence flow of every procedure is taken at least once, by officers and timers. */
@Tag("world")
class EveryFlowTest {

  @Test
  void isTaken() {
    WitnessedFlows coverage = new WitnessedFlows();
    try (World world = World.counting(coverage, "2026-03-02T08:30")) {
      City city = City.in(world);
      for (Procedure procedure : world.get(Catalogue.class).all()) {
        AgencyCode resolving =
            switch (procedure.level()) {
              case "police" -> City.POLICE;
              case "insurance" -> City.INSURANCE;
              default -> City.WARD;
            };
        for (String rare :
            List.of(
                "done",
                "verify",
                "extend",
                "agree",
                "supplement",
                "finance",
                "post",
                "again",
                "refuse",
                "stop",
                "step",
                "withdraw")) {
          walk(world, city, city.receive(procedure.key().code(), resolving).code(), rare);
        }
      }
      // and one that nobody works on, so that its timer is heard
      for (Procedure procedure : world.get(Catalogue.class).all()) {
        city.receive(procedure.key().code());
      }
      world.advanceTo("2026-12-01T08:00");
      TreeSet<String> missed = new TreeSet<>(coverage.known());
      missed.removeAll(coverage.taken());
      missed.removeIf(flow -> flow.startsWith("apology_letter: "));
      assertThat(missed).isEmpty();
      assertThat(coverage.faults()).as("every entity comes back from the tree").isEmpty();
      assertThat(coverage.compared()).isGreaterThan(4_000);
    }
  }

  /** Works the dossier, taking the rare outcome wherever it is offered for the first time. */
  private static void walk(World world, City city, DossierCode code, String rare) {
    if (rare.equals("withdraw") && !city.dossierItems(code).isEmpty()) {
      world.get(Dossiers.class).withdraw(code, "người nộp đổi ý", City.desk());
      return;
    }
    boolean used = false;
    for (int i = 0; i < 40; i++) {
      for (Dossier leg : world.get(Dossiers.class).legs(code)) {
        if (leg.state().isOpen()) {
          walk(world, city, leg.code(), "done");
        }
      }
      List<WorkItem> waiting = city.dossierItems(code);
      boolean legsOpen =
          world.get(Dossiers.class).legs(code).stream().anyMatch(leg -> leg.state().isOpen());
      if (waiting.isEmpty() && !legsOpen) {
        return;
      }
      if (waiting.isEmpty()) {
        continue;
      }
      WorkItem item = waiting.get(0);
      boolean stopping = rare.equals("stop") && item.outcomes().contains("supplement") && !used;
      String outcome =
          stopping
              ? "supplement"
              : item.outcomes().contains(rare) && (!used || rare.equals("stop"))
                  ? rare
                  : item.normalOutcome();
      used |= stopping || outcome.equals(rare);
      WorkingCalendar calendar = world.get(Calendars.class).current(Calendars.VIETNAM);
      LocalDate today = calendar.dateOf(world.now());
      if (outcome.equals("stop")) {
        today = calendar.plusWorkingDays(today, 6); // beyond the applicant's last day
        world.advanceTo(today.atTime(9, 0).toString());
      }
      city.complete(code, item.step(), outcome, city.filled(item, outcome));
    }
    throw new AssertionError(code + " never ends");
  }
}
