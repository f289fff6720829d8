package onestop.models;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import onestop.kernel.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The shipped models: seeds, each published once. Deployments of an earlier release get their
 * versions first. The application serves no request before.
 */
@Component
public final class ShippedModels implements SmartInitializingSingleton {
  private static final Logger log = LoggerFactory.getLogger(ShippedModels.class);
  private static final String SHIPPED = "classpath*:bpmn/**/*.bpmn";

  private final Models models;

  ShippedModels(Models models) {
    this.models = models;
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
        try (InputStream in = file.getInputStream()) {
          models.seed(String.valueOf(file.getFilename()), in.readAllBytes());
        }
      }
      return inOrder.size();
    } catch (IOException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "models", "files-unreadable").causedBy(e);
    }
  }
}
