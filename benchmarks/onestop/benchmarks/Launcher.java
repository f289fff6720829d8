package onestop.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entry point of {@code benchmarks.jar}, which holds the product and all libraries as jars: puts
 * them into a folder of its own, deleted at the end, and begins {@link
 * onestop.benchmarks.load.Main} with them. So the one file runs wherever it is copied.
 *
 * <p>The libraries are unpacked because JMH and the contenders start further virtual machines, and
 * a class path of those can only name files.
 */
public final class Launcher {
  /** Names of the libraries, in the order of the class path, with colons between them. */
  private static final String LIBRARIES = "/lib/classpath";

  private Launcher() {}

  /** Runs the benchmarks with these arguments; ends as {@code onestop.benchmarks.load.Main}. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("onestop-benchmarks");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    List<Path> libraries = unpack(folder);
    System.setProperty(
        "java.class.path", libraries.stream().map(Path::toString).collect(Collectors.joining(":")));
    URLClassLoader loader =
        new URLClassLoader(
            libraries.stream().map(Launcher::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    loader
        .loadClass("onestop.benchmarks.load.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) args);
  }

  private static List<Path> unpack(Path folder) throws IOException {
    List<Path> libraries = new ArrayList<>();
    try (InputStream names = resource(LIBRARIES)) {
      String line = new String(names.readAllBytes(), StandardCharsets.UTF_8).strip();
      for (String part : line.split(":")) {
        String name = part.substring(part.lastIndexOf('/') + 1);
        Path file = folder.resolve(name);
        try (InputStream library = resource("/lib/" + name)) {
          Files.copy(library, file);
        }
        libraries.add(file);
      }
    }
    return libraries;
  }

  private static InputStream resource(String name) throws IOException {
    InputStream found = Launcher.class.getResourceAsStream(name);
    if (found == null) {
      throw new IOException("benchmarks.jar lacks " + name + ": build it with -Pbenchmarks");
    }
    return found;
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("not deleted: " + folder + " (" + e.getMessage() + ")");
    }
  }
}
