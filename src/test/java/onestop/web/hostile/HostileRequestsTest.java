package onestop.web.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import onestop.agencies.Role;
import onestop.integrity.Fsck;
import onestop.kernel.AgencyCode;
import onestop.testing.City;
import onestop.testing.TestDatabase;
import onestop.web.DoorScene;
import onestop.web.DoorTable;
import onestop.web.DoorTable.Whose;
import onestop.web.hostile.HostileRequests.Fault;
import onestop.web.hostile.HostileRequests.Hostile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten thousand seeded hostile requests, made from the document of the API and sent as every role
 * and as nobody: none is answered with a fault of the server or shows its inside, and none that is
 * refused leaves anything behind.
 */
@Tag("world")
class HostileRequestsTest {
  private static final int REQUESTS = 10_000;
  private static final long SEED = 16;

  /** What no answer may show. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "\\tat [a-z]|Exception\\b|\\[L?java|java\\.(lang|util|sql|time)\\.|onestop\\.(web|desk|dossiers)"
              + "|org\\.(spring|h2|camunda|apache)");

  private static DoorScene scene;
  private static TableDigests tables;
  private static JsonNode document;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    scene = new DoorScene(TestDatabase.H2);
    tables = new TableDigests(scene.world().get(DataSource.class));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(request("/api/openapi", Role.AUDITOR).GET().build(), BodyHandlers.ofString());
    document = new ObjectMapper().readTree(answer.body());
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @Test
  void noneBringsTheServerDownShowsItsInsideOrChangesWhatItWasRefused()
      throws IOException, InterruptedException {
    HostileRequests requests = new HostileRequests(document, names(), SEED);
    assertThat(requests.calls()).as("calls of the document").isGreaterThan(60);
    List<@Nullable Role> callers = new ArrayList<>(List.of(Role.values()));
    callers.add(null);
    Random random = new Random(SEED);
    HttpClient client = HttpClient.newHttpClient();
    List<String> findings = new ArrayList<>();
    Map<Integer, Integer> statuses = new TreeMap<>();
    Map<Fault, Set<Integer>> answers = new EnumMap<>(Fault.class);
    Map<String, String> standing = tables.all();
    long written = tables.lastWrite();
    for (int i = 0; i < REQUESTS; i++) {
      Hostile hostile = requests.next();
      HttpResponse<byte[]> answer =
          client.send(
              built(hostile, callers.get(random.nextInt(callers.size()))),
              BodyHandlers.ofByteArray());
      int status = answer.statusCode();
      statuses.merge(status, 1, Integer::sum);
      answers.computeIfAbsent(hostile.fault(), none -> new HashSet<>()).add(status);
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      String problem = problem(answer, text);
      long now = tables.lastWrite();
      if (now != written) {
        written = now;
        Map<String, String> after = tables.all();
        if (status >= 400) {
          problem += changed(standing, after);
        }
        standing = after;
      }
      if (!problem.isEmpty()) {
        findings.add(
            "no. %d, %s -> %d%s: %s"
                .formatted(
                    i, hostile, status, problem, text.substring(0, Math.min(300, text.length()))));
      }
    }
    assertThat(findings).as("of %d requests, answered %s", REQUESTS, statuses).isEmpty();
    assertThat(answers.keySet()).containsExactlyInAnyOrder(Fault.values());
    assertThat(statuses.keySet())
        .as("answered %s", statuses)
        .contains(200, 400, 401, 403, 404, 405, 413, 415);
    assertThat(scene.world().get(Fsck.class).check().findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void theDocumentHasEveryCallWithItsSentence(String language)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                request("/api/openapi", Role.SPECIALIST)
                    .header("Accept-Language", language)
                    .build(),
                BodyHandlers.ofString());
    JsonNode paths = new ObjectMapper().readTree(answer.body()).path("paths");
    Map<String, String> sentences = new TreeMap<>();
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        call ->
                            sentences.put(
                                call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                call.getValue().path("summary").asText())));
    assertThat(sentences.keySet())
        .containsExactlyInAnyOrderElementsOf(
            DoorTable.read().stream()
                .filter(door -> door.isApi() && !door.mapping().endsWith("(none)"))
                .map(door -> door.mapping().replaceAll("\\{(\\w+):[^}]*}", "{$1}"))
                .filter(mapping -> !mapping.startsWith("GET /api/openapi"))
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(sentences.values())
        .allMatch(one -> one.matches("\\p{Lu}.*\\.") && one.contains(" "));
    String said = sentences.get("GET /api/procedures");
    assertThat(said).startsWith(language.equals("vi") ? "Các thủ tục" : "The procedures");
  }

  private static String problem(HttpResponse<byte[]> answer, String text) {
    if (answer.statusCode() >= 500) {
      return " fault of the server";
    }
    return INSIDE.matcher(text).find() ? " shows its inside" : "";
  }

  private static String changed(Map<String, String> before, Map<String, String> after) {
    Map<String, String> changed = new TreeMap<>(after);
    changed.entrySet().removeAll(before.entrySet());
    return changed.isEmpty() ? "" : " changed " + changed.keySet();
  }

  /** Names of every agency's things, so that a request may hit what is not its caller's. */
  private static Map<String, List<String>> names() {
    List<String> dossiers = each("{dossier}");
    List<String> letters = each("{letter}");
    List<String> steps = each("{step}");
    List<String> units = each("{unit}");
    // whose account an administrator may close without closing that of a caller
    String stranger = City.officer(new AgencyCode(units.get(2)), Role.DESK_OFFICER).id().value();
    return Map.ofEntries(
        Map.entry("code", concat(dossiers, units)),
        Map.entry("id", concat(concat(letters, steps), List.of("0", stranger))),
        Map.entry("ids", steps),
        Map.entry("agency", units),
        Map.entry("unit", units),
        Map.entry("receivingAgency", units),
        Map.entry("resolvingAgency", units),
        Map.entry("procedure", List.of("2.000815", "1.004873", "9.999999")),
        Map.entry("calendar", List.of("vietnam", "mars")),
        Map.entry("file", List.of("certified_copy.bpmn", "x.bpmn")),
        Map.entry("report", List.of("register", "settlement")),
        Map.entry("kind", List.of("receipt", "csv", "pdf")),
        Map.entry("level", List.of("HEAD_OF_AGENCY", "APOLOGY_LIMIT")),
        Map.entry("outcome", List.of("done", "supplement", "refuse", "received")));
  }

  private static List<String> each(String placeholder) {
    return List.of(Whose.values()).stream().map(whose -> scene.filled(placeholder, whose)).toList();
  }

  private static List<String> concat(List<String> some, List<String> others) {
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static HttpRequest built(Hostile hostile, @Nullable Role caller) {
    HttpRequest.Builder request =
        request(hostile.target(), caller)
            .method(hostile.method(), BodyPublishers.ofByteArray(hostile.body()));
    if (hostile.type() != null) {
      request.header("Content-Type", Objects.requireNonNull(hostile.type()));
    }
    return request.build();
  }

  private static HttpRequest.Builder request(String target, @Nullable Role caller) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + scene.world().port() + target));
    if (caller != null) {
      String login = City.officer(City.WARD, caller).id().value() + ":" + DoorScene.PASSWORD;
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }
}
