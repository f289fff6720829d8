package onestop.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import onestop.dossiers.Dossiers;
import onestop.dossiers.Intake;
import onestop.dossiers.IntakeResult;
import onestop.dossiers.life.Channel;
import onestop.dossiers.life.Dossier;
import onestop.engine.WorkItem;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.testing.City;
import onestop.testing.World;

/**
 * Histories of dossiers through the real engine: the same seed gives the same ones. Dossiers come
 * by every channel; their officers work, wait, ask twice, refuse, stop, extend, or do nothing until
 * the letter goes out by itself.
 */
public final class Histories {
  private static final List<String> WARD = List.of("1.004873", "1.009994", "1.001612");
  private static final String POLICE = "1.004222";

  private final World world;
  private final City city;
  private final Random dice;
  private int submissions;

  public Histories(World world, City city, long seed) {
    this.world = world;
    this.city = city;
    this.dice = new Random(seed);
  }

  /** Lets the city work from the world's day to that one, inclusive. */
  public void workUntil(LocalDate last) {
    LocalDate day = world.now().atZone(World.HANOI).toLocalDate();
    while (day.isBefore(last)) {
      day = day.plusDays(1);
      world.advanceTo(day.atTime(LocalTime.of(9, dice.nextInt(60))).toString());
      for (int i = dice.nextInt(3); i > 0; i--) {
        receive();
      }
      for (DossierCode code : open()) {
        if (dice.nextInt(3) == 0) {
          act(code);
        }
      }
    }
  }

  private void receive() {
    boolean police = dice.nextInt(3) == 0;
    String procedure = police ? POLICE : WARD.get(dice.nextInt(WARD.size()));
    AgencyCode resolving = police ? City.POLICE : City.WARD;
    Intake plain = city.intake(procedure, resolving, "h" + ++submissions);
    Channel channel = Channel.values()[dice.nextInt(Channel.values().length)];
    Intake intake =
        new Intake(
            plain.source(),
            plain.idempotencyKey(),
            plain.procedureCode(),
            plain.receivingAgency(),
            plain.resolvingAgency(),
            plain.applicant(),
            plain.subject(),
            channel,
            plain.papers(),
            null,
            null,
            null);
    IntakeResult result = world.get(Dossiers.class).receive(intake, City.desk());
    all.add(((IntakeResult.Received) result).dossier().code());
  }

  private final List<DossierCode> all = new ArrayList<>();

  /** Every dossier received so far. */
  List<DossierCode> all() {
    return all;
  }

  private List<DossierCode> open() {
    return all.stream().filter(code -> dossier(code).state().isOpen()).toList();
  }

  private Dossier dossier(DossierCode code) {
    return world.get(Dossiers.class).get(code);
  }

  private void act(DossierCode code) {
    int roll = dice.nextInt(20);
    if (roll == 0) {
      world.get(Dossiers.class).withdraw(code, "người nộp đổi ý", City.desk());
      return;
    }
    List<WorkItem> items = city.dossierItems(code);
    if (items.isEmpty()) {
      return;
    }
    WorkItem item = items.get(0);
    List<String> outcomes = item.outcomes();
    String outcome = roll < 8 ? outcomes.get(dice.nextInt(outcomes.size())) : outcomes.get(0);
    try {
      city.complete(code, item.step(), outcome, city.filled(item, outcome));
    } catch (Failure refused) {
      // what the law does not allow now is left: another day brings something else
      assertThat(refused.kind()).isEqualTo(Failure.Kind.BAD_INPUT);
    }
  }
}
