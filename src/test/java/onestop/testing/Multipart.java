package onestop.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a form with files, as browsers write it. */
public final class Multipart {
  /** The type of its request. */
  public static final String TYPE = "multipart/form-data; boundary=----onestop7MA4YWxkTrZu0gW";

  private static final String BOUNDARY = "------onestop7MA4YWxkTrZu0gW";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** Adds a field. */
  public Multipart field(String name, String value) {
    line(BOUNDARY);
    line("Content-Disposition: form-data; name=\"" + name + "\"");
    line("");
    line(value);
    return this;
  }

  /** Adds a file whose sender says that it is a PDF, whatever it is. */
  public Multipart file(String fileName, byte[] bytes) {
    return file(fileName, "application/pdf", bytes);
  }

  /** Adds a file; browsers write a quotation mark in its name as {@code %22}. */
  public Multipart file(String fileName, String type, byte[] bytes) {
    return file("files", fileName, type, bytes);
  }

  /** Adds a file under the name of its field. */
  public Multipart file(String field, String fileName, String type, byte[] bytes) {
    line(BOUNDARY);
    line(
        "Content-Disposition: form-data; name=\""
            + field
            + "\"; filename=\""
            + fileName.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A")
            + '"');
    line("Content-Type: " + type);
    line("");
    body.writeBytes(bytes);
    line("");
    return this;
  }

  /** The whole body. */
  public byte[] bytes() {
    line(BOUNDARY + "--");
    return body.toByteArray();
  }

  private void line(String text) {
    body.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
