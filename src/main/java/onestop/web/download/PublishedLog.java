package onestop.web.download;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import onestop.desk.ledger.LedgerReading;
import onestop.desk.ledger.NoticeBoard;
import onestop.ledger.Tile;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The published log, readable without a login: C2SP tlog-tiles. Tiles and the checkpoints of
 * earlier days never change and may be cached for ever; the present checkpoint and its print must
 * not be cached. Only the exact paths of the log have files; file names are built from the numbers
 * in the path, so that no path leads elsewhere.
 */
@RestController
@PersonalData(Of.NOBODY)
public class PublishedLog {
  public static final String PREFIX = "/log/";

  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
  private static final MediaType TEXT = MediaType.valueOf("text/plain;charset=utf-8");

  private final LedgerReading ledger;
  private final NoticeBoard board;

  PublishedLog(LedgerReading ledger, NoticeBoard board) {
    this.ledger = ledger;
    this.board = board;
  }

  /** The present checkpoint, printed for the notice board. */
  @GetMapping(NoticeBoard.CHECKPOINT + ".pdf")
  ResponseEntity<byte[]> notice() {
    return board
        .current()
        .map(
            form ->
                ResponseEntity.ok()
                    .headers(FileAnswer.of("checkpoint", form.pdf()).getHeaders())
                    .cacheControl(CacheControl.noCache())
                    .body(form.pdf()))
        .orElseGet(() -> ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build());
  }

  @GetMapping(PREFIX + "**")
  ResponseEntity<Resource> file(HttpServletRequest request) {
    // as sent, without decoding
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String name = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : "";
    Optional<Path> file = ledger.file(name);
    if (file.isEmpty()) {
      return ResponseEntity.notFound().cacheControl(CacheControl.noStore()).build();
    }
    boolean tile = Tile.at(name).isPresent();
    boolean changes = !tile && !name.contains("/");
    return ResponseEntity.ok()
        .cacheControl(changes ? CacheControl.noCache() : FOR_EVER)
        .contentType(type(tile, name))
        .header("Access-Control-Allow-Origin", "*")
        .body(new FileSystemResource(file.get()));
  }

  private static MediaType type(boolean tile, String name) {
    if (tile) {
      return MediaType.APPLICATION_OCTET_STREAM;
    }
    return name.endsWith(".pdf") ? MediaType.APPLICATION_PDF : TEXT;
  }
}
