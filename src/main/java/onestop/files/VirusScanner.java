package onestop.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Port: looks for malicious programs in the bytes of a file. */
interface VirusScanner {

  /**
   * What a scanner finds.
   *
   * @param found the name of what was found; null if nothing was
   */
  record Verdict(@Nullable String found) {
    static final Verdict CLEAN = new Verdict(null);

    boolean isClean() {
      return found == null;
    }
  }

  /**
   * Scans these bytes.
   *
   * @throws IOException if the scanner gives no verdict: it is away, too slow, or refuses the file
   */
  Verdict scan(byte[] bytes) throws IOException;
}
