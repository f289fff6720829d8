package onestop.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import onestop.kernel.Failure;
import onestop.models.trial.ModelScenarios;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The shipped models: seeds, each published once, with the scenarios that lie beside them.
 * Deployments of an earlier release get their versions first. The application serves no request
 * before.
 */
@Component
public final class ShippedModels implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(ShippedModels.class);
  private static final String SHIPPED = "classpath*:bpmn/**/*.bpmn";
  private static final String SCENARIOS = ".scenarios.yaml";

  private final Models models;
  private final ModelScenarios scenarios;

  ShippedModels(Models models, ModelScenarios scenarios) {
    this.models = models;
    this.scenarios = scenarios;
  }

  @Override
  public void afterSingletonsInstantiated() {
    seed();
  }

  /**
   * Publishes every shipped model whose content was never published.
   *
   * @return the number of models examined
   * @throws Failure if a model is refused; the models before it in name order are published
   */
  public int seed() {
    int adopted = models.adopt();
    if (adopted > 0) {
      log.info("{} versions of models that were deployed before are on record now", adopted);
    }
    try {
      Resource[] files = new PathMatchingResourcePatternResolver().getResources(SHIPPED);
      List<Resource> inOrder =
          Arrays.stream(files)
              .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
              .toList();
      for (Resource file : inOrder) {
        seed(file);
      }
      return inOrder.size();
    } catch (IOException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "models", "files-unreadable").causedBy(e);
    }
  }

  private void seed(Resource file) throws IOException {
    String name = String.valueOf(file.getFilename());
    String processKey = Models.processKey(name);
    byte[] bpmn = file.getContentAsByteArray();
    models.seed(name, bpmn);
    Resource beside = file.createRelative(processKey + SCENARIOS);
    if (beside.exists()) {
      scenarios.seed(
          processKey, Models.sha256(bpmn), beside.getContentAsString(StandardCharsets.UTF_8));
    }
  }
}
