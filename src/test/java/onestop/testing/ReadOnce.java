package onestop.testing;

import org.springframework.boot.type.classreading.ConcurrentReferenceCachingMetadataReaderFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Has an application read nothing of its class path that another one of this JVM has read: class
 * files for their annotations, and the engine's mappings. For tests, which start many.
 */
public final class ReadOnce
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** Under this name Spring Boot makes one for each context, unless there is one. */
  private static final String CLASSES =
      "org.springframework.boot.autoconfigure.internalCachingMetadataReaderFactory";

  private static final MetadataReaderFactory CLASSES_READ =
      new ConcurrentReferenceCachingMetadataReaderFactory();

  private final String url;

  /** For an application on the database at that JDBC address. */
  public ReadOnce(String url) {
    this.url = url;
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    GenericApplicationContext generic = (GenericApplicationContext) context;
    generic.registerBean(CLASSES, MetadataReaderFactory.class, () -> CLASSES_READ);
    generic.registerBean("parsedMappings", ParsedMappings.class, () -> new ParsedMappings(url));
  }
}
