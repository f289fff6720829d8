package onestop.house;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Where the house's files are, read once for all house tests. */
final class House {
  /** The folder of pom.xml: tests are run from there. */
  static final Path ROOT = Path.of("").toAbsolutePath();

  private static final ImportOption NOT_PLANTED =
      location -> !location.contains("/onestop/house/planted/");

  /** By name: the classes of libraries are not read. */
  private static final Set<String> STEREOTYPES =
      Stream.of(
              Component.class,
              Service.class,
              Repository.class,
              Configuration.class,
              Controller.class,
              ControllerAdvice.class,
              RestController.class,
              RestControllerAdvice.class)
          .map(Class::getName)
          .collect(Collectors.toSet());

  private static final Holder<JavaClasses> MAIN =
      new Holder<>(() -> read(new ClassFileImporter(), ROOT.resolve("target/classes")));
  private static final Holder<JavaClasses> ALL =
      new Holder<>(
          () ->
              read(
                  new ClassFileImporter().withImportOption(NOT_PLANTED),
                  ROOT.resolve("target/classes"),
                  ROOT.resolve("target/test-classes")));
  private static final Holder<List<SourceFile>> SOURCES =
      new Holder<>(() -> SourceFile.parse(files("", ".java")));

  private House() {}

  /**
   * Reads classes of ours and no others: of a library's class that they use, rules ask the name,
   * which stands in ours, and reading the libraries takes ten times as long.
   */
  private static JavaClasses read(ClassFileImporter importer, Path... folders) {
    return withoutLibraries(() -> importer.importPaths(folders));
  }

  /** Reads classes as {@link #mainClasses} are read. */
  static <T> T withoutLibraries(Supplier<T> reading) {
    return ArchConfiguration.withThreadLocalScope(
        (ArchConfiguration configuration) -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return reading.get();
        });
  }

  /** Whether the class is marked as a component of Spring. */
  static boolean isComponent(JavaClass type) {
    return type.getAnnotations().stream()
        .anyMatch(annotation -> STEREOTYPES.contains(annotation.getRawType().getName()));
  }

  /** Compiled production classes. */
  static JavaClasses mainClasses() {
    return MAIN.get();
  }

  /** Compiled production, test and benchmark classes, without the planted faults. */
  static JavaClasses allClasses() {
    return ALL.get();
  }

  /** Every Java source of src and benchmarks, parsed. */
  static List<SourceFile> sources() {
    return SOURCES.get();
  }

  /** The files below a folder that belong to the project and end so, in order of their paths. */
  static List<Path> files(String folder, String ending) {
    Path start = ROOT.resolve(folder);
    if (!Files.exists(start)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(start)) {
      return walk.filter(p -> p.getFileName().toString().endsWith(ending))
          .filter(Files::isRegularFile)
          .filter(House::ofTheProject)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file given by its path from the root. */
  static String text(String path) {
    return text(ROOT.resolve(path));
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /** The path from the root, with forward slashes. */
  static String name(Path path) {
    return ROOT.relativize(path.toAbsolutePath()).toString().replace('\\', '/');
  }

  private static boolean ofTheProject(Path path) {
    String name = name(path);
    return Stream.of("target/", "data/", ".git/", "node_modules/", ".idea/")
        .noneMatch(skipped -> name.startsWith(skipped) || name.contains("/" + skipped));
  }

  private static final class Holder<T> {
    private final java.util.function.Supplier<T> maker;
    private T made;

    Holder(java.util.function.Supplier<T> maker) {
      this.maker = maker;
    }

    synchronized T get() {
      if (made == null) {
        made = maker.get();
      }
      return made;
    }
  }
}
