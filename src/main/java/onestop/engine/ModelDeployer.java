package onestop.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onestop.engine.tree.ModelTexts;
import onestop.kernel.Failure;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Deploys process models to the engine, in the caller's transaction. A model that does not pass the
 * {@link ModelGate} is never deployed.
 */
@Service
public final class ModelDeployer {
  private static final Logger log = LoggerFactory.getLogger(ModelDeployer.class);

  private final RepositoryService repository;
  private final ManagementService management;
  private final ModelGate gate;
  private final ModelTexts texts;

  ModelDeployer(
      RepositoryService repository,
      ManagementService management,
      ModelGate gate,
      ModelTexts texts) {
    this.repository = repository;
    this.management = management;
    this.gate = gate;
    this.texts = texts;
  }

  /**
   * One version of a process in the engine.
   *
   * @param version from 1 for each process
   */
  public record Deployed(String processKey, int version, Instant deployedAt, String id) {}

  /** All versions ever deployed, ordered by process and version. */
  public List<Deployed> deployed() {
    Map<String, Instant> moments = new HashMap<>();
    for (Deployment deployment : repository.createDeploymentQuery().list()) {
      moments.put(deployment.getId(), deployment.getDeploymentTime().toInstant());
    }
    return repository.createProcessDefinitionQuery().list().stream()
        .map(
            model ->
                new Deployed(
                    model.getKey(),
                    model.getVersion(),
                    moments.getOrDefault(model.getDeploymentId(), Instant.EPOCH),
                    model.getId()))
        .sorted(Comparator.comparing(Deployed::processKey).thenComparing(Deployed::version))
        .toList();
  }

  /** The file of a version, byte for byte. */
  public byte[] bytes(Deployed version) {
    try (InputStream in = repository.getProcessModel(version.id())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deploys one model as the newest version of its process; running dossiers keep the version they
   * started with.
   *
   * @param fileName the process id followed by {@code .bpmn}
   * @throws Failure {@code engine/model-refused} if the engine refuses the file
   * @throws RuntimeException the exception of the gate, if the gate refuses the file
   */
  public Deployed deploy(String fileName, byte[] bpmn) {
    gate.admit(fileName, bpmn);
    DeploymentWithDefinitions deployment;
    try {
      deployment =
          repository
              .createDeployment()
              .name(fileName)
              .addInputStream(fileName, new ByteArrayInputStream(bpmn))
              .deployWithResult();
    } catch (ParseException e) {
      throw Failure.badInput(
              "engine", "model-refused", "file", fileName, "reason", String.valueOf(e.getMessage()))
          .causedBy(e);
    }
    ProcessDefinition model = deployment.getDeployedProcessDefinitions().get(0);
    texts.learn(model, bpmn, management);
    log.info("Model {} version {} deployed", model.getKey(), model.getVersion());
    return new Deployed(
        model.getKey(),
        model.getVersion(),
        deployment.getDeploymentTime().toInstant(),
        model.getId());
  }
}
