package onestop.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import onestop.agencies.Role;
import onestop.engine.CommandGateway;
import onestop.engine.CommandGateway.Target;
import onestop.engine.Completion;
import onestop.engine.ProcessRuntime;
import onestop.engine.WorkItem;
import onestop.engine.WorkItems;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.World;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models that nobody drew: whatever a process goes through, its tree is the process. */
@Timeout(300)
@Tag("world")
class MadeModelsTest {
  private static final int MODELS = 25;
  private static final int MOST_STEPS = 60;
  private static final String MARITAL_STATUS = "1.004873";

  @Test
  void everyEntityOfAMadeModelComesBackAtEveryStep() {
    WitnessedFlows witness = new WitnessedFlows();
    int ended = 0;
    try (World world = World.counting(witness, "2026-03-02T08:30")) {
      City city = City.in(world);
      for (int seed = 0; seed < MODELS; seed++) {
        MadeModel model = new MadeModel(seed);
        world
            .get(RepositoryService.class)
            .createDeployment()
            .addString(model.key() + ".bpmn", model.bpmn())
            .deploy();
        DossierCode code = city.receive(MARITAL_STATUS).code();
        ended += walk(world, model, code, new Random(seed)) ? 1 : 0;
        assertThat(witness.faults()).as("seed %d", seed).isEmpty();
      }
    }
    assertThat(ended).as("processes that came to their end").isEqualTo(MODELS);
    assertThat(witness.compared()).isGreaterThan(40 * MODELS);
  }

  /** Ends one open item after another, seldom by a message; whether the process has ended. */
  private static boolean walk(World world, MadeModel model, DossierCode code, Random random) {
    ProcessRuntime runtime = world.get(ProcessRuntime.class);
    OfficerId officer = City.officer(City.WARD, Role.SPECIALIST).id();
    command(world, code, () -> runtime.start(model.key(), code));
    for (int step = 0; step < MOST_STEPS && runtime.isRunning(code, model.key()); step++) {
      List<WorkItem> open =
          world.get(WorkItems.class).of(code).stream()
              .filter(item -> item.processKey().equals(model.key()))
              .toList();
      List<String> messages = model.messages();
      if (!messages.isEmpty() && random.nextInt(8) == 0) {
        String message = messages.get(random.nextInt(messages.size()));
        command(world, code, () -> runtime.correlate(code, message));
      } else {
        WorkItem item = open.get(random.nextInt(open.size()));
        String outcome = item.outcomes().get(random.nextInt(item.outcomes().size()));
        command(
            world,
            code,
            () ->
                world
                    .get(WorkItems.class)
                    .complete(item.id(), new Completion(officer, outcome, null)));
      }
    }
    return !runtime.isRunning(code, model.key());
  }

  private static void command(World world, DossierCode code, Runnable work) {
    world.get(CommandGateway.class).run(new Target.OfDossier(code), work);
  }
}
