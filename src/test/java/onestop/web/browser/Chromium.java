package onestop.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of this machine, driven by Playwright. The program is the one that the environment
 * names in {@value #PROGRAM}, or the first of the usual names on the path; none is downloaded.
 */
final class Chromium implements AutoCloseable {
  private static final String PROGRAM = "ONESTOP_BROWSER";
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

  /** What keeps it to the pages of the test: no sandbox in a container, no call of its own. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  Chromium(Path program) {
    System.setProperty("playwright.cli.dir", driver().toString());
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS));
  }

  Browser browser() {
    return browser;
  }

  /**
   * A folder as Playwright expects its driver: this machine's Node, and the package that the build
   * has taken from npm. Playwright's own bundle has Node for every platform, 200 MB of it.
   */
  private static Path driver() {
    try {
      Path folder = Files.createTempDirectory("playwright");
      Path node = onThePath(List.of("node")).orElseThrow(() -> new AssertionError("no Node"));
      Path module = Path.of("target", "npm", "node_modules", "playwright-core").toAbsolutePath();
      List<Path> links =
          List.of(
              Files.createSymbolicLink(folder.resolve("node"), node),
              Files.createSymbolicLink(folder.resolve("package"), module));
      folder.toFile().deleteOnExit();
      links.forEach(link -> link.toFile().deleteOnExit());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is on this machine; empty if there is none. */
  static Optional<Path> installed() {
    String named = System.getenv(PROGRAM);
    return named == null || named.isBlank()
        ? onThePath(NAMES)
        : Optional.of(Path.of(named)); // a wrong one fails where it is started
  }

  private static Optional<Path> onThePath(List<String> names) {
    return Stream.ofNullable(System.getenv("PATH"))
        .flatMap(all -> Arrays.stream(all.split(File.pathSeparator)))
        .flatMap(folder -> names.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    playwright.close();
  }
}
