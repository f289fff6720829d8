package onestop.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import onestop.kernel.Failure;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ProcessDefinitionQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Service;

/**
 * Brings process models into the engine; a model that does not pass the {@link ModelGate} is never
 * deployed, neither at start nor later.
 */
@Service
public final class ModelDeployer implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(ModelDeployer.class);
  private static final String SHIPPED = "classpath*:bpmn/**/*.bpmn";

  private final RepositoryService repository;
  private final RuntimeService runtime;
  private final ModelGate gate;

  ModelDeployer(RepositoryService repository, RuntimeService runtime, ModelGate gate) {
    this.repository = repository;
    this.runtime = runtime;
    this.gate = gate;
  }

  /** The application serves no one before its models are deployed. */
  @Override
  public void afterSingletonsInstantiated() {
    deployShipped();
  }

  /**
   * Deploys every model shipped in {@code bpmn/} whose content was never deployed: a start never
   * takes back what a designer has deployed since.
   *
   * @return the number of models seen
   * @throws Failure if one of them does not pass; those before it in name order are deployed
   */
  public int deployShipped() {
    try {
      Resource[] models = new PathMatchingResourcePatternResolver().getResources(SHIPPED);
      List<Resource> inOrder =
          Arrays.stream(models)
              .sorted(Comparator.comparing(model -> String.valueOf(model.getFilename())))
              .toList();
      for (Resource model : inOrder) {
        try (InputStream in = model.getInputStream()) {
          ship(String.valueOf(model.getFilename()), in.readAllBytes());
        }
      }
      return inOrder.size();
    } catch (IOException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "engine", "models-unreadable").causedBy(e);
    }
  }

  private void ship(String fileName, byte[] bpmn) {
    boolean known =
        versions(fileName).list().stream().anyMatch(version -> Arrays.equals(bytes(version), bpmn));
    if (!known) {
      gate.admit(fileName, bpmn);
      // nodes that start together: under the engine's lock the second one finds it deployed
      bring(fileName, bpmn, builder -> builder.enableDuplicateFiltering(true));
    }
  }

  /**
   * Deploys one model, which is its newest version from then on, also if it is what an earlier one
   * was; running dossiers keep the version they started with.
   *
   * @param fileName the process id and {@code .bpmn}
   * @return the ids of the process models that got a new version; empty if the newest version is
   *     this very file
   * @throws Failure if the gate or the engine refuses it; then nothing is deployed
   */
  public List<String> deploy(String fileName, byte[] bpmn) {
    gate.admit(fileName, bpmn);
    ProcessDefinition newest = versions(fileName).latestVersion().singleResult();
    if (newest != null && Arrays.equals(bytes(newest), bpmn)) {
      return List.of();
    }
    return bring(fileName, bpmn, builder -> builder);
  }

  private ProcessDefinitionQuery versions(String fileName) {
    return repository
        .createProcessDefinitionQuery()
        .processDefinitionKey(fileName.replaceFirst("\\.bpmn$", ""));
  }

  private byte[] bytes(ProcessDefinition version) {
    try (InputStream in =
        repository.getResourceAsStream(version.getDeploymentId(), version.getResourceName())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "engine", "models-unreadable").causedBy(e);
    }
  }

  private List<String> bring(String fileName, byte[] bpmn, UnaryOperator<DeploymentBuilder> how) {
    DeploymentBuilder builder = how.apply(repository.createDeployment().name(fileName));
    DeploymentWithDefinitions deployment;
    try {
      deployment =
          builder.addInputStream(fileName, new ByteArrayInputStream(bpmn)).deployWithResult();
    } catch (ParseException e) {
      throw Failure.badInput(
              "engine", "model-refused", "file", fileName, "reason", String.valueOf(e.getMessage()))
          .causedBy(e);
    }
    var definitions = deployment.getDeployedProcessDefinitions();
    if (definitions == null) {
      return List.of();
    }
    definitions.forEach(d -> log.info("Model {} version {} deployed", d.getKey(), d.getVersion()));
    return definitions.stream().map(d -> d.getKey()).toList();
  }

  /**
   * Takes the open dossiers of a model over to its newest version. Where they stand, what was fired
   * and the timer stay as they are; steps are matched by their ids.
   *
   * @return how many processes were migrated
   */
  public int migrate(String processKey) {
    ProcessDefinition newest =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey(processKey)
            .latestVersion()
            .singleResult();
    int migrated = 0;
    for (ProcessDefinition older :
        repository.createProcessDefinitionQuery().processDefinitionKey(processKey).list()) {
      List<String> running =
          runtime.createProcessInstanceQuery().processDefinitionId(older.getId()).list().stream()
              .map(process -> process.getId())
              .toList();
      if (older.getId().equals(newest.getId()) || running.isEmpty()) {
        continue;
      }
      MigrationPlan plan =
          runtime.createMigrationPlan(older.getId(), newest.getId()).mapEqualActivities().build();
      runtime.newMigration(plan).processInstanceIds(running).execute();
      migrated += running.size();
    }
    return migrated;
  }
}
