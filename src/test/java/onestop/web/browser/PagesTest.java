package onestop.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import onestop.agencies.Role;
import onestop.testing.Visitor;
import onestop.web.DoorScene;
import onestop.web.DoorTable;
import onestop.web.DoorTable.Door;
import onestop.web.DoorTable.Whose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every page that the table of doors lets anybody open, in a real browser: as each role and as
 * nobody, in both languages, light and dark, wide and narrow; also those that answer a form which
 * is refused. What looks like a page seen before is not opened again. A new page is looked at here
 * as soon as it has its row in the table.
 */
@Tag("browser")
@ExtendWith(Stage.Opening.class)
class PagesTest {
  /**
   * What is a page for nobody: files of the site, the switch of languages, and what is not there.
   */
  private static final Set<String> NO_PAGES =
      Set.of(
          "GET /assets/**",
          "GET /webjars/**",
          "GET /language",
          "POST /language",
          "POST /login",
          "POST /logout",
          "ANY /error");

  /**
   * Need a state that the scene is not in; ReturnedLettersTest, AskingTest, AuditPagesTest,
   * ReceiveDoorsTest, RefusalDoorsTest and TrialDoorsTest open them.
   */
  private static final Set<String> OPENED_ELSEWHERE =
      Set.of(
          "GET /bench/{process}/versions/{version}/letter",
          "GET /letters/returned/{id}",
          "GET /my-work/{id}/opinion",
          "GET /reports/{report:[a-z-]+}/dossiers",
          "GET /receive/batch.pdf",
          "GET /receive/refusals/{year}/{no}.pdf");

  private static final String SEND =
      """
      ([path, body]) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: path });
        for (const [name, value] of new URLSearchParams(body)) {
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
        }
        document.body.append(form);
        document.documentElement.dataset.left = 'yes';
        setTimeout(() => form.submit());
      }
      """;

  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

  private final Set<String> frames = new HashSet<>();
  private final Set<String> mains = new HashSet<>();
  private final Set<String> opened = new TreeSet<>();
  private final Set<String> refusals = new HashSet<>();
  private final List<String> findings = new ArrayList<>();
  private int looked;

  /**
   * In Vietnamese everything is looked at; in English, which changes the words only, what words can
   * break.
   */
  @Test
  void haveNoBarrierAndNoComplaint(Stage stage) {
    List<Door> doors =
        DoorTable.read().stream()
            .filter(door -> !door.isApi() && !door.request().startsWith("/actuator"))
            .filter(door -> !NO_PAGES.contains(door.mapping()))
            .toList();
    List<@Nullable Role> readers = new ArrayList<>(EnumSet.allOf(Role.class));
    readers.add(null);
    for (Role reader : readers) {
      List<Consumer<Round>> pages = new ArrayList<>();
      try (BrowserContext window = stage.window(Stage.officer(reader), VIETNAMESE)) {
        Round round = new Round(window.newPage(), reader + " vi", Inspection::findings);
        for (Door door : doors) {
          for (Whose whose : Whose.values()) {
            if ((whose == Whose.OWN || door.isAboutADossier())
                && (isIn(door.cell(reader, whose)) || refusals.add(reader + door.method()))) {
              round.go(door, stage.scene(), whose).ifPresent(pages::add);
            }
          }
        }
      }
      try (BrowserContext window = stage.window(Stage.officer(reader), Locale.ENGLISH)) {
        Round round = new Round(window.newPage(), reader + " en", Inspection::findingsOfWords);
        pages.forEach(page -> page.accept(round));
      }
    }
    assertThat(findings).as("findings on %d pages", looked).isEmpty();
    assertThat(opened)
        .as("rows of the table that open for somebody")
        .containsAll(
            doors.stream()
                .filter(door -> !door.method().equals("POST"))
                .map(Door::mapping)
                .filter(mapping -> !mapping.endsWith("(none)"))
                .filter(mapping -> !OPENED_ELSEWHERE.contains(mapping))
                .collect(Collectors.toSet()));
  }

  /** Whether the cell of the table lets in; all who are kept out get the same few pages. */
  private static boolean isIn(char cell) {
    return "P+?*".indexOf(cell) >= 0;
  }

  /** One reader who goes through the doors in one language. */
  private final class Round {
    private final Page page;
    private final Inspection inspection;
    private final Function<Inspection, List<String>> how;
    private final String reader;
    private final String token;

    Round(Page page, String reader, Function<Inspection, List<String>> how) {
      this.page = page;
      this.inspection = new Inspection(page);
      this.how = how;
      this.reader = reader;
      this.token = Visitor.token(page.context().request().get("/proof", Stage.request()).text());
    }

    /**
     * Goes through a door; returns how it was opened, if it did not look like a page seen before.
     */
    Optional<Consumer<Round>> go(Door door, DoorScene scene, Whose whose) {
      String path = scene.filled(door.request(), whose);
      String body = scene.filled(door.body(), whose);
      boolean sends = door.method().equals("POST");
      if (!isNew(sends ? answerTo(path, body) : answerTo(door, path))) {
        return Optional.empty();
      }
      Consumer<Round> opening = sends ? round -> round.send(path, body) : round -> round.open(path);
      opening.accept(this);
      return Optional.of(opening);
    }

    private APIResponse answerTo(Door door, String path) {
      APIResponse answer = page.context().request().get(path, Stage.request().setMaxRedirects(0));
      if (answer.status() < 400
          && !String.valueOf(answer.headers().get("location")).endsWith("/login")) {
        opened.add(door.mapping());
      }
      return answer;
    }

    private APIResponse answerTo(String path, String body) {
      return page.context()
          .request()
          .post(
              path,
              Stage.request()
                  .setHeader("Content-Type", "application/x-www-form-urlencoded")
                  .setData(form(body))
                  .setMaxRedirects(0));
    }

    private String form(String body) {
      return body + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    void open(String path) {
      page.navigate(path);
      look(path);
    }

    /** Sends a form that is refused; its page shows what was wrong. */
    void send(String path, String body) {
      page.navigate("/proof");
      page.evaluate(SEND, List.of(path, form(body)));
      page.locator("html[data-left]")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      page.waitForLoadState();
      look("POST " + path);
    }

    private boolean isNew(APIResponse answer) {
      if (!String.valueOf(answer.headers().get("content-type")).startsWith("text/html")) {
        return false;
      }
      Skeleton skeleton = Skeleton.of(answer.text());
      return frames.add(skeleton.frame()) | mains.add(skeleton.main());
    }

    private void look(String path) {
      looked++;
      for (String finding : how.apply(inspection)) {
        findings.add("%s as %s: %s".formatted(path, reader, finding));
      }
    }
  }
}
