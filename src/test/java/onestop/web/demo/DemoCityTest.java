package onestop.web.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.apologies.Apologies;
import onestop.apologies.obligation.ApologyObligation;
import onestop.apologies.obligation.ObligationFilter;
import onestop.apologies.obligation.ObligationState;
import onestop.dossiers.life.DossierState;
import onestop.facts.DossierFilter;
import onestop.facts.DossierLists;
import onestop.facts.DossierSummary;
import onestop.facts.PresentFigures;
import onestop.integrity.Fsck;
import onestop.kernel.Failure;
import onestop.node.NodeState;
import onestop.web.DemoCity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The first start on an empty machine: a city at work, every page of it in two languages. */
@Tag("world")
class DemoCityTest {
  /** What every login sees. */
  private static final List<String> LISTS =
      List.of(
          "/",
          "/dossiers",
          "/dossiers?lateness=open-overdue&page=1",
          "/dossiers?q=H26&state=returned",
          "/letters",
          "/letters?state=",
          "/letters?state=missing",
          "/calendar");

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @TempDir static Path folder;

  private static ConfigurableApplicationContext application;
  private static int port;
  private static @Nullable WhileFilling whileFilling;

  @BeforeAll
  static void open() throws Exception {
    application =
        start(
            "--onestop.demo=true",
            "--spring.datasource.url=" + url(),
            "--onestop.ledger.folder=" + folder.resolve("log"),
            "--onestop.ledger.key-file=" + folder.resolve("ledger.key"));
    port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
    if (whileFilling == null) {
      whileFilling = new WhileFilling(text(anybody(), "/login"), refusedChange());
    }
    inFiveMinutes(() -> application.getBean(NodeState.class).isAtWork());
  }

  /** What the first moments showed. */
  private record WhileFilling(String loginPage, HttpResponse<String> change) {}

  private static HttpResponse<String> refusedChange() throws Exception {
    String basic = "songto.motcua:" + DemoPeople.PASSWORD;
    return anybody()
        .send(
            HttpRequest.newBuilder(address("/api/dossiers"))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void inFiveMinutes(Callable<Boolean> condition) {
    await().atMost(Duration.ofMinutes(5)).until(condition);
  }

  @Test
  void letsPeopleInWhileItFillsAndSaysHowFarItIs() throws Exception {
    WhileFilling seen = java.util.Objects.requireNonNull(whileFilling);
    assertThat(seen.loginPage())
        .containsPattern("data-demo=\"\\d?\\d\"")
        .containsPattern("Thành phố mẫu: \\d?\\d %")
        .contains("songto.chutich", "Chủ tịch phường Sông Tơ", DemoPeople.PASSWORD);
    assertThat(seen.change().statusCode()).as("its login is right").isEqualTo(503);
    assertThat(seen.change().headers().firstValue("Retry-After")).isPresent();
    assertThat(seen.change().body())
        .contains("urn:onestop:problem:web:demo-being-filled", "đang được dựng");
    assertThat(text(anybody(), "/login"))
        .contains("data-demo=\"100\"", "thanhpho.quantri")
        .doesNotContain("Thành phố mẫu: ");
    assertThat(refusedChange().statusCode()).as("reaches its desk").isEqualTo(400);
  }

  @Test
  void begunAnewWhenItsFirstFillingWasBrokenOff(@TempDir Path other) throws Exception {
    String url = "jdbc:h2:file:" + other.resolve("city") + ";WRITE_DELAY=0";
    DemoDatabase database = new DemoDatabase(url, "onestop", "");
    for (int i = 0; i < 2; i++) {
      try (ConfigurableApplicationContext broken =
          start(
              "--onestop.demo=true",
              "--spring.datasource.url=" + url,
              "--onestop.ledger.folder=" + other.resolve("log"),
              "--onestop.ledger.key-file=" + other.resolve("ledger.key"))) {
        DemoCity city = broken.getBean(DemoCity.class);
        assertThat(city.logins()).isNotEmpty();
        inFiveMinutes(() -> city.percent() > 0);
        assertThat(broken.getBean(NodeState.class).isAtWork()).isFalse();
      }
      assertThat(database.state()).isEqualTo(DemoDatabase.State.HALF_SEEDED);
    }
  }

  @Test
  void isNotShownWhereTheDatabaseIsNotTheDemos(@TempDir Path other) throws Exception {
    String url = "jdbc:h2:file:" + other.resolve("city") + ";WRITE_DELAY=0";
    start(
            "--onestop.demo=false",
            "--spring.datasource.url=" + url,
            "--ONESTOP_ADMIN_PASSWORD=a long password")
        .close();
    try (ConfigurableApplicationContext real =
        start(
            "--onestop.demo=true",
            "--spring.datasource.url=" + url,
            "--onestop.ledger.folder=" + other.resolve("log"),
            "--onestop.ledger.key-file=" + other.resolve("ledger.key"))) {
      int there = ((ServletWebServerApplicationContext) real).getWebServer().getPort();
      assertThat(
              anybody()
                  .send(
                      HttpRequest.newBuilder(URI.create("http://localhost:" + there + "/login"))
                          .build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body())
          .contains("name=\"password\"")
          .doesNotContain("data-demo", DemoPeople.PASSWORD);
      assertThat(real.getBean(NodeState.class).isAtWork()).isTrue();
    }
  }

  private static HttpClient anybody() {
    return HttpClient.newHttpClient();
  }

  private static String url() {
    return "jdbc:h2:file:" + folder.resolve("city") + ";WRITE_DELAY=0";
  }

  private static ConfigurableApplicationContext start(String... more)
      throws ClassNotFoundException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--onestop.engine.timers=false",
                "--onestop.periodic.enabled=false",
                "--logging.level.root=warn"));
    arguments.addAll(Arrays.asList(more));
    return new SpringApplicationBuilder(Class.forName("onestop.Onestop"))
        .run(arguments.toArray(String[]::new));
  }

  @AfterAll
  static void close() {
    application.close();
  }

  @Test
  void hasAFewHundredDossiersInNearlyEveryState() {
    List<DossierSummary> all = all();
    assertThat(all).hasSizeBetween(250, 500);
    assertThat(all)
        .extracting(DossierSummary::state)
        .contains(
            DossierState.IN_PROGRESS,
            DossierState.WAITING_FOR_SUPPLEMENT,
            DossierState.WAITING_FOR_PAYMENT,
            DossierState.RESOLVED,
            DossierState.RETURNED,
            DossierState.REFUSED,
            DossierState.WITHDRAWN);
  }

  @Test
  void owesNoLetterThatIsNotOut() {
    PresentFigures.Picture picture = application.getBean(PresentFigures.class).picture();
    PresentFigures.Letters letters = picture.letters(null);
    PresentFigures.Dossiers dossiers = picture.dossiers(null);
    assertThat(letters.missing()).isZero();
    assertThat(letters.issued()).isPositive();
    assertThat(letters.owed()).isEqualTo(letters.issued() + letters.waived());
    assertThat(dossiers.openOverdue()).isPositive();
    assertThat(dossiers.resolvedLate()).isPositive();
  }

  @Test
  void hasLettersThatWaitForASignature() {
    ObligationFilter drafted =
        new ObligationFilter(EnumSet.of(ObligationState.DRAFTED), null, null);
    assertThat(application.getBean(Apologies.class).count(drafted)).isPositive();
  }

  @Test
  void keepsEvidenceThatTheCheckFindsInOrder() {
    assertThat(application.getBean(Fsck.class).check().findings()).isEmpty();
  }

  @Test
  void showsEveryPageInBothLanguages() throws Exception {
    for (String login : List.of("songto.chutich", "songto.chuyenvien", "thanhpho.quantri")) {
      boolean ofTheWard = login.startsWith("songto");
      HttpClient reader = loggedIn(login);
      for (String language : List.of("vi", "en")) {
        text(reader, "/language?to=" + language + "&back=/");
        for (String path : ofTheWard ? paths() : LISTS) {
          assertThat(text(reader, path))
              .as("%s for %s in %s", path, login, language)
              .contains("<html lang=\"" + language)
              .doesNotContain("??", "style=\"");
        }
      }
    }
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>(LISTS);
    paths.add("/my-work");
    Set<DossierState> seen = EnumSet.noneOf(DossierState.class);
    for (DossierSummary dossier : all()) {
      if (dossier.resolvingAgency().equals(DemoPeople.SONG_TO) && seen.add(dossier.state())) {
        paths.add("/dossiers/" + dossier.code());
      }
    }
    Set<ObligationState> letters = EnumSet.noneOf(ObligationState.class);
    for (ApologyObligation letter :
        application.getBean(Apologies.class).find(ObligationFilter.ALL, 0, 500)) {
      if (letter.agency().equals(DemoPeople.SONG_TO) && letters.add(letter.state())) {
        paths.add("/letters/" + letter.id());
      }
    }
    return paths;
  }

  @Test
  void isLeftAsItIsAtTheNextStart() throws Exception {
    // a second application on a copy of nothing: the same file is locked while the first runs
    DemoDatabase inUse = new DemoDatabase(url(), "onestop", "");
    application.close();
    assertThat(inUse.state()).isEqualTo(DemoDatabase.State.IN_USE);
    open();
    assertThat(all()).hasSizeBetween(250, 500);
  }

  @Test
  void refusesToBeBuiltOnPostgres() {
    assertThatThrownBy(() -> start("--onestop.demo=true", "--spring.profiles.active=postgres"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("demo-on-postgres");
  }

  private static List<DossierSummary> all() {
    DossierLists lists = application.getBean(DossierLists.class);
    java.time.Instant now = application.getBean(java.time.Clock.class).instant();
    return lists.list(DossierFilter.ALL, new DossierFilter.Window(now, 0, DossierLists.MAX_SIZE));
  }

  private static HttpClient loggedIn(String login) throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    Matcher token = TOKEN.matcher(text(client, "/login"));
    assertThat(token.find()).isTrue();
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(
                login,
                DemoPeople.PASSWORD,
                URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(address("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).contains("action=\"/logout\"");
    return client;
  }

  private static String text(HttpClient client, String path) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
