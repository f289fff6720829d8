package onestop.web.input;

import java.util.regex.Pattern;

/** The addresses that take files of officers, whose bodies are larger than any other. */
public final class UploadPaths {
  /** The largest body there, in bytes. */
  public static final long LARGEST = 64L * 1024 * 1024;

  private static final Pattern PATHS =
      Pattern.compile(
          "/dossiers/[^/]+/files/(add|result)|/api/v1/dossiers/[^/]+/files"
              + "|(/api/v1)?/opinions/[^/]+/[^/]+/answer"
              + "|/receive/[^/]+/list/(check|confirm|receipts\\.pdf)|/api/v1/lists/[^/]+");

  private UploadPaths() {}

  /** Whether a path takes files. */
  public static boolean contain(String path) {
    return PATHS.matcher(path).matches();
  }
}
