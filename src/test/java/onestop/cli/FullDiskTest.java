package onestop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk under the database inside the process runs full, and is given room again. */
@Timeout(900)
@Tag("world")
class FullDiskTest {
  private static final String ADMIN = "admin:a long password";
  private static volatile boolean full;

  @TempDir Path folder;

  @BeforeAll
  static void register() {
    FilePath.register(new Disk());
    System.setProperty("ONESTOP_ADMIN_PASSWORD", ADMIN.substring(ADMIN.indexOf(':') + 1));
  }

  @AfterAll
  static void forget() {
    System.clearProperty("ONESTOP_ADMIN_PASSWORD");
  }

  @Test
  void theProcessEndsWithASentenceAndTheNextOneHasEverythingThatWasAnswered() throws Exception {
    full = false;
    StringWriter said = new StringWriter();
    Server first = Server.start(folder.resolve("city"), said);
    assertThat(add(first, "H26.1").statusCode()).isEqualTo(201);
    full = true;
    HttpResponse<String> refused = add(first, "H26.2");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("urn:onestop:problem:web:database-");
    assertThat(first.end().get(5, TimeUnit.MINUTES)).isEqualTo(2);
    assertThat(said.toString()).contains("was closed after an error of its file");

    full = false;
    // a new process knows nothing of the database that this one closed; the name stands for that
    Files.copy(folder.resolve("city.mv.db"), folder.resolve("again.mv.db"));
    Server second = Server.start(folder.resolve("again"), new StringWriter());
    assertThat(get(second, "/api/agencies").body()).contains("H26.1");
    assertThat(add(second, "H26.9").statusCode()).isEqualTo(201);
    full = true;
    add(second, "H26.3");
    assertThat(second.end().get(5, TimeUnit.MINUTES)).isEqualTo(2);
  }

  /** One process, as a supervisor starts it. */
  private record Server(int port, CompletableFuture<Integer> end) {
    static Server start(Path database, StringWriter said) throws Exception {
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      PrintWriter out = new PrintWriter(said, true);
      Class<?> application = Class.forName("onestop.Onestop");
      String url = "jdbc:h2:full:" + database + ";WRITE_DELAY=0";
      Server server =
          new Server(
              port,
              CompletableFuture.supplyAsync(
                  () ->
                      Commands.run(
                          application,
                          out,
                          out,
                          "--lang=en",
                          "serve",
                          "--spring.profiles.active=test",
                          "--server.port=" + port,
                          "--spring.datasource.url=" + url,
                          "--spring.datasource.username=sa",
                          "--onestop.demo=false",
                          "--onestop.node.interval=250ms",
                          "--logging.level.root=error")));
      await().atMost(Duration.ofMinutes(5)).until(() -> server.end().isDone() || server.answers());
      assertThat(server.end().isDone()).as("ended: %s", said).isFalse();
      return server;
    }

    private boolean answers() {
      try {
        return get(this, "/actuator/health/readiness").statusCode() == 200;
      } catch (IOException | InterruptedException notYet) {
        return false;
      }
    }
  }

  private static HttpResponse<String> add(Server server, String code)
      throws IOException, InterruptedException {
    String body =
        """
        {"code":"%s","nameVi":"x","nameEn":"x","kind":"WARD","codePrefix":"%s"}
        """
            .formatted(code, "000." + code.replaceAll("\\D", "") + ".H26");
    return send(
        request(server, "/api/agencies")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> get(Server server, String path)
      throws IOException, InterruptedException {
    return send(request(server, path));
  }

  private static HttpRequest.Builder request(Server server, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(ADMIN.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** H2's way to a file, on which a test turns the room off. */
  public static final class Disk extends FilePathWrapper {
    @Override
    public String getScheme() {
      return "full";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return new Channel(getBase().open(mode));
    }
  }

  private static final class Channel extends FileBaseDefault {
    private final FileChannel file;

    Channel(FileChannel file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer to, long position) throws IOException {
      return file.read(to, position);
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      return file.write(from, position);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }
  }
}
