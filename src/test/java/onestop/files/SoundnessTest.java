package onestop.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import onestop.testing.Scans;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file is whole or cut off, and a picture's size is known before anybody unpacks it. */
@Tag("pure")
class SoundnessTest {
  private static final long CUT_OFF = -1;

  @Test
  void aWholePictureHasItsPixels() {
    assertThat(pixels(Scans.picture("png", 7))).isEqualTo(1200);
    assertThat(pixels(Scans.picture("jpg", 7))).isEqualTo(1200);
    assertThat(pixels(Scans.webp(300, 200))).isEqualTo(60_000);
    assertThat(pixels(Scans.pdf("Don"))).isZero();
  }

  /** Telephones put pictures behind pictures, and scanners their own data behind a document. */
  @Test
  void moreBehindTheEndIsNoFault() {
    byte[] more = "PK\u0003\u0004 <script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    assertThat(pixels(Scans.joined(Scans.picture("png", 7), more))).isEqualTo(1200);
    assertThat(pixels(Scans.joined(Scans.picture("jpg", 7), more))).isEqualTo(1200);
    assertThat(pixels(Scans.joined(Scans.pdf("Don"), more))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void aPictureCutAnywhereIsCutOff(String format) {
    byte[] whole = Scans.picture(format, 7);
    for (int length = 8; length < whole.length - 1; length++) {
      assertThat(pixels(Scans.cut(whole, length))).as("%d bytes", length).isEqualTo(CUT_OFF);
    }
  }

  @Test
  void aDocumentOrWebPictureWithoutItsEndIsCutOff() {
    byte[] pdf = Scans.pdf("Don");
    assertThat(pixels(Scans.cut(pdf, pdf.length / 2))).isEqualTo(CUT_OFF);
    assertThat(pixels("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII))).isEqualTo(CUT_OFF);
    byte[] webp = Scans.webp(300, 200);
    for (int length = 16; length < webp.length; length++) {
      assertThat(pixels(Scans.cut(webp, length))).as("%d bytes", length).isEqualTo(CUT_OFF);
    }
  }

  /** A few bytes that unpack to gigabytes. */
  @Test
  void theSizeOfAPictureIsReadFromItsHeader() {
    byte[] png = Scans.picture("png", 7);
    System.arraycopy(new byte[] {0, 1, 0, 0, 0, 1, 0, 0}, 0, png, 16, 8);
    assertThat(pixels(png)).isEqualTo(65_536L * 65_536).isGreaterThan(Soundness.MOST_PIXELS);
    Arrays.fill(png, 16, 24, (byte) 0xFF);
    assertThat(pixels(png)).as("beyond the format").isEqualTo(CUT_OFF);
    assertThat(pixels(Scans.webp(16_384, 16_384))).isGreaterThan(Soundness.MOST_PIXELS);
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(7);
    for (FileType type : new FileType[] {FileType.PNG, FileType.JPEG, FileType.WEBP}) {
      byte[] seed =
          switch (type) {
            case PNG -> Scans.picture("png", 7);
            case JPEG -> Scans.picture("jpg", 7);
            default -> Scans.webp(300, 200);
          };
      for (int i = 0; i < 2000; i++) {
        byte[] bytes = seed.clone();
        for (int n = 0; n < 4; n++) {
          bytes[2 + random.nextInt(bytes.length - 2)] = (byte) random.nextInt();
        }
        assertThat(Soundness.pixels(type, bytes)).isGreaterThanOrEqualTo(CUT_OFF);
      }
    }
  }

  private static long pixels(byte[] bytes) {
    return Soundness.pixels(FileType.of(bytes), bytes);
  }
}
