package onestop.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import onestop.agencies.Role;
import onestop.benchmarks.load.Town.Mode;
import onestop.kernel.OfficerId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long the screens of one clerk take where the database is full. */
@Command(
    name = "screens",
    mixinStandardHelpOptions = true,
    description = {
      "One clerk with a session on a full database: the inbox, a dossier, a search, the next item"
          + " and",
      "its completion, over HTTP. PostgreSQL only; --no-baseline is implied."
    })
final class ScreensCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Role ROLE = Role.SPECIALIST;

  @Mixin private LoadOptions options = new LoadOptions();

  @Option(names = "--open", defaultValue = "500000", description = "open dossiers")
  private long open;

  @Option(names = "--closed", defaultValue = "1000000", description = "closed dossiers")
  private long closed;

  @Option(
      names = "--originals",
      defaultValue = "1200",
      description = "of each kind made by the commands themselves; SQL multiplies them")
  private long originals;

  @Option(names = "--rounds", defaultValue = "500", description = "of each screen that count")
  private int rounds;

  /** What the clerk opens or does. */
  private enum Screen {
    INBOX,
    NEXT_ITEM,
    DOSSIER,
    SEARCH_CODE,
    SEARCH_NAME,
    COMPLETION
  }

  @Override
  public Integer call() throws Exception {
    if (options.kind() != LoadOptions.Kind.postgres) {
      System.err.println("--db h2: the rows are multiplied by PostgreSQL; say --db postgres");
      return 2;
    }
    Report report = new Report("screens", options);
    try (BenchDatabase database = BenchDatabase.open(options)) {
      BenchDatabase.Where where = database.create();
      try (Contender full = Contender.serving(Mode.OURS, where, options.callers())) {
        new FullDatabase(open, closed, originals).fill(full, where, report);
        full.passwords(1);
        Reader clerk = new Reader("http://localhost:" + full.port());
        long warm = System.nanoTime() + options.warmup() * 1_000_000_000L;
        do {
          clerk.rounds(1); // the compiler's share
        } while (System.nanoTime() < warm);
        clerk.took.clear();
        clerk.rounds(rounds);
        for (Screen screen : Screen.values()) {
          Latencies took =
              Latencies.ofNanos(
                  clerk.took.getOrDefault(screen, List.of()).stream()
                      .mapToLong(Long::longValue)
                      .toArray());
          String name = screen.name().toLowerCase(Locale.ROOT);
          report.say(took.line(name)).field(name, took.json());
        }
        report.faults("full", full.faults());
      }
    }
    return report.end();
  }

  /** The clerk at a browser; each call is waited for. */
  private static final class Reader {
    private final HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final Map<Screen, List<Long>> took = new EnumMap<>(Screen.class);
    private final String site;
    private final OfficerId login = Town.login(Town.ward(0), ROLE);

    Reader(String site) throws IOException, InterruptedException {
      this.site = site;
      String form = client.send(get("/login"), BodyHandlers.ofString()).body();
      Matcher token = TOKEN.matcher(form);
      if (!token.find()) {
        throw new IllegalStateException("no form to log in");
      }
      HttpResponse<String> in =
          client.send(
              request("/login")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      BodyPublishers.ofString(
                          "username=%s&password=%s&_csrf=%s"
                              .formatted(
                                  coded(login.value()),
                                  coded(Town.PASSWORD),
                                  coded(token.group(1)))))
                  .build(),
              BodyHandlers.ofString());
      if (in.statusCode() != 302) {
        throw new IllegalStateException("the login answers " + in.statusCode());
      }
    }

    void rounds(int number) throws IOException, InterruptedException {
      for (int i = 0; i < number; i++) {
        timed(Screen.INBOX, get("/my-work"));
        JsonNode next = JSON.readTree(timed(Screen.NEXT_ITEM, post("/api/v1/inbox/next", "")));
        String code = next.get("dossier").asText();
        timed(Screen.DOSSIER, get("/dossiers/" + code));
        timed(Screen.SEARCH_CODE, get("/search?q=" + coded(code)));
        timed(Screen.SEARCH_NAME, get("/search?q=" + coded("nguyen van")));
        String item = "/api/work-items/" + next.get("id").asText();
        String forms =
            client.send(api(item + "/forms").GET().build(), BodyHandlers.ofString()).body();
        timed(Screen.COMPLETION, post(item + "/complete", Clerk.completion(JSON.readTree(forms))));
      }
    }

    private String timed(Screen screen, HttpRequest request)
        throws IOException, InterruptedException {
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      took.computeIfAbsent(screen, none -> new ArrayList<>()).add(System.nanoTime() - start);
      if (answer.statusCode() == 204 && screen == Screen.NEXT_ITEM) {
        throw new IllegalStateException(
            "the desk has no item left after %d rounds: ask for fewer --rounds, or more --open"
                .formatted(took.get(screen).size()));
      }
      if (answer.statusCode() >= 400) {
        throw new IOException(request.uri() + " answers " + answer.statusCode() + answer.body());
      }
      return answer.body();
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(URI.create(site + path));
    }

    private HttpRequest get(String path) {
      return request(path).GET().build();
    }

    /** A call of the API, as a program with that login makes it. */
    private HttpRequest.Builder api(String path) {
      return request(path).header("Authorization", Clerk.basic(login));
    }

    private HttpRequest post(String path, String body) {
      return api(path)
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(body))
          .build();
    }

    private static String coded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }
}
