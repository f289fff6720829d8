package onestop.web.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import onestop.agencies.Role;
import onestop.kernel.OfficerId;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.testing.Visitor;
import onestop.testing.World;
import onestop.web.DoorScene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One served city and one Chromium for all browser tests of a JVM. A test makes dossiers of its own
 * and leaves those of the {@link DoorScene} as they are.
 */
final class Stage implements ExtensionContext.Store.CloseableResource {
  private final DoorScene scene;
  private final Chromium chromium;
  private final String site;
  private final Map<String, String> logins = new HashMap<>();

  private Stage(Path program) {
    scene = new DoorScene(TestDatabase.H2);
    site = "http://localhost:" + scene.world().port();
    chromium = new Chromium(program);
  }

  DoorScene scene() {
    return scene;
  }

  World world() {
    return scene.world();
  }

  City city() {
    return scene.city();
  }

  /** A browser window of nobody, in that language. */
  BrowserContext stranger(Locale language, Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser().newContext(options.setBaseURL(site));
    context.addCookies(
        List.of(new Cookie("onestop-language", language.getLanguage()).setUrl(site)));
    return context;
  }

  /** A browser window in that language, of somebody who has logged in; null is nobody. */
  BrowserContext window(@Nullable OfficerId officer, Locale language) {
    return officer == null
        ? stranger(language, new Browser.NewContextOptions())
        : window(officer, language, new Browser.NewContextOptions());
  }

  /** As {@link #window(OfficerId, Locale)}, with options such as one without scripts. */
  BrowserContext window(OfficerId officer, Locale language, Browser.NewContextOptions options) {
    String state = logins.computeIfAbsent(officer.value(), this::loggedIn);
    return stranger(language, options.setStorageState(state));
  }

  /**
   * A request beside the windows; it is sent again when the server has closed an idle connection.
   */
  static RequestOptions request() {
    return RequestOptions.create().setMaxRetries(2);
  }

  private String loggedIn(String login) {
    try (BrowserContext context =
        chromium.browser().newContext(new Browser.NewContextOptions().setBaseURL(site))) {
      String token = Visitor.token(context.request().get("/login", request()).text());
      APIResponse in =
          context
              .request()
              .post(
                  "/login",
                  request()
                      .setForm(
                          FormData.create()
                              .set("username", login)
                              .set("password", DoorScene.PASSWORD)
                              .set("_csrf", token)));
      if (in.url().endsWith("/login?error")) {
        throw new AssertionError(login + " cannot log in");
      }
      return context.storageState();
    }
  }

  /** The officer of the first ward who has that role; null is nobody. */
  static @Nullable OfficerId officer(@Nullable Role role) {
    return role == null ? null : City.officer(City.WARD, role).id();
  }

  @Override
  public void close() {
    chromium.close();
    scene.close();
  }

  /**
   * Hands the stage to the tests of a class. Without a Chromium they are skipped, and the build
   * says so at its end; with {@code ONESTOP_BROWSER_TESTS=required} in the environment they fail.
   */
  static final class Opening implements ExecutionCondition, ParameterResolver {
    private static final Path SKIPPED = Path.of("target", "browser-tests-skipped");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Chromium.installed().isPresent()) {
        return ConditionEvaluationResult.enabled("there is a Chromium");
      }
      if ("required".equals(System.getenv("ONESTOP_BROWSER_TESTS"))) {
        return ConditionEvaluationResult.enabled("to fail: there is no Chromium");
      }
      try {
        Files.writeString(SKIPPED, "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return ConditionEvaluationResult.disabled("no Chromium on the path");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return Objects.requireNonNull(
          context
              .getRoot()
              .getStore(ExtensionContext.Namespace.create(Stage.class))
              .getOrComputeIfAbsent(
                  Stage.class,
                  none ->
                      new Stage(
                          Chromium.installed()
                              .orElseThrow(() -> new AssertionError("no Chromium on the path"))),
                  Stage.class));
    }
  }
}
