package onestop.benchmarks.load;

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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import onestop.kernel.OfficerId;
import onestop.procedures.LetterModel;
import onestop.procedures.StepForm;
import org.jspecify.annotations.Nullable;

/**
 * An officer at a screen: opens the inbox, opens the first dossier, claims its item and completes
 * it, one after the other, and thinks before each of them. Calls the API as any program does, with
 * a login.
 */
final class Clerk implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 20;

  /** How each step is ended; a program asks once for what a step asks for. */
  private static final Map<String, String> COMPLETIONS = new ConcurrentHashMap<>();

  private final HttpClient client;
  private final String url;
  private final String authorization;
  private final double thinkMillis;
  private final SplittableRandom dice;
  private final AtomicBoolean stop;
  private final List<Call> calls = new ArrayList<>();
  private int refused;
  private int busy;

  /** What a clerk does. */
  enum Action {
    INBOX,
    OPEN,
    CLAIM,
    COMPLETE
  }

  /** A call that was answered. */
  record Call(Action action, long startedNanos, long tookNanos) {}

  /**
   * Where all clerks work.
   *
   * @param thinkMillis the mean of the exponential time before each call
   * @param stop set when they shall go home
   */
  record Office(HttpClient client, String url, double thinkMillis, AtomicBoolean stop) {}

  Clerk(Office office, OfficerId login, long seed) {
    this.client = office.client();
    this.url = office.url();
    this.thinkMillis = office.thinkMillis();
    this.stop = office.stop();
    this.dice = new SplittableRandom(seed);
    this.authorization = basic(login);
  }

  static String basic(OfficerId login) {
    String pair = login.value() + ":" + Town.PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void run() {
    try {
      while (!stop.get()) {
        work();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** One turn; shorter if nothing waits at the desk. */
  private void work() throws IOException, InterruptedException {
    JsonNode page = call(Action.INBOX, get("/api/work-items?size=" + PAGE));
    JsonNode item = page == null ? null : first(page.get("items"));
    if (item == null) {
      return;
    }
    call(Action.OPEN, get("/api/dossiers/" + item.get("dossier").asText()));
    String path = "/api/work-items/" + item.get("id").asText();
    if (call(Action.CLAIM, post(path + "/claim", "")) != null) {
      String step = item.get("step").asText();
      String completion = COMPLETIONS.get(step);
      if (completion == null) {
        completion =
            completion(
                JSON.readTree(client.send(get(path + "/forms"), BodyHandlers.ofString()).body()));
        COMPLETIONS.put(step, completion);
      }
      call(Action.COMPLETE, post(path + "/complete", completion));
    }
  }

  private static @Nullable JsonNode first(JsonNode items) {
    for (JsonNode item : items) {
      if (!LetterModel.STEPS.contains(item.get("step").asText())) {
        return item;
      }
    }
    return null;
  }

  /** The first outcome, its form filled in. */
  static String completion(JsonNode forms) {
    JsonNode first = forms.get(0);
    FilledForms.Ending ending =
        new FilledForms.Ending(
            first.get("outcome").asText(),
            StepForm.ofCode(first.get("form").asText()).orElseThrow());
    var body = JSON.createObjectNode().put("outcome", ending.outcome());
    if (ending.form() != StepForm.PLAIN) {
      body.set(ending.form().code(), JSON.valueToTree(ending.values()));
    }
    return body.toString();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", authorization);
  }

  private HttpRequest get(String path) {
    return request(path).GET().build();
  }

  private HttpRequest post(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** Thinks, calls and remembers how long it took; null if the call was refused. */
  private @Nullable JsonNode call(Action action, HttpRequest request)
      throws IOException, InterruptedException {
    if (thinkMillis > 0) {
      Thread.sleep((long) (-Math.log(1 - dice.nextDouble()) * thinkMillis));
    }
    long start = System.nanoTime();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    long took = System.nanoTime() - start;
    if (answer.statusCode() == 503) {
      busy++;
      return null;
    }
    if (answer.statusCode() >= 500 || answer.statusCode() == 401) {
      throw new IOException(request.uri() + " answers " + answer.statusCode() + answer.body());
    }
    if (answer.statusCode() >= 400) {
      refused++;
      return null;
    }
    calls.add(new Call(action, start, took));
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  /** What was answered; to be read when the clerk has gone home. */
  List<Call> calls() {
    return calls;
  }

  /** Calls refused for a reason of the matter: somebody else has the item. */
  int refused() {
    return refused;
  }

  /** Calls sent away because too many waited. */
  int busy() {
    return busy;
  }
}
