package onestop.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.type.classreading.ConcurrentReferenceCachingMetadataReaderFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Has an application read nothing of its class path that another one of this JVM has read: class
 * files for their annotations, and the engine's mappings. {@code META-INF/spring.factories} of the
 * tests names it, so every application that a test starts has it, by whatever way it is started.
 */
public final class ReadOnce
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** Under this name Spring Boot makes one for each context, unless there is one. */
  private static final String CLASSES =
      "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

  private static final MetadataReaderFactory CLASSES_READ =
      new ConcurrentReferenceCachingMetadataReaderFactory();

  /** What component scans have read; Spring keeps it with each context, and drops it at the end. */
  private static final Map<Resource, MetadataReader> SCANNED = new ConcurrentHashMap<>();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    String url = url(context.getEnvironment());
    if (!(context instanceof GenericApplicationContext generic) || url == null) {
      return;
    }
    generic.registerBean(CLASSES, MetadataReaderFactory.class, () -> CLASSES_READ);
    generic.registerBean("parsedMappings", ParsedMappings.class, () -> new ParsedMappings(url));
    Map<Resource, MetadataReader> scanned = generic.getResourceCache(MetadataReader.class);
    scanned.putAll(SCANNED);
    generic.addBeanFactoryPostProcessor(factory -> SCANNED.putAll(scanned));
  }

  /** Null where there is none, and where it is a placeholder that nothing fills. */
  static @Nullable String url(PropertyResolver environment) {
    try {
      return environment.getProperty("spring.datasource.url");
    } catch (IllegalArgumentException unfilled) {
      return null;
    }
  }
}
