package onestop.forms;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import onestop.kernel.Failure;

/** A QR code as a picture that travels inside the page. */
final class QrPicture {
  private static final int DOTS_PER_MODULE = 6;
  private static final int WHITE = 0xFFFFFF;

  private static final Map<EncodeHintType, Object> HINTS =
      Map.of(
          EncodeHintType.CHARACTER_SET,
          StandardCharsets.UTF_8.name(),
          EncodeHintType.ERROR_CORRECTION,
          ErrorCorrectionLevel.M,
          EncodeHintType.MARGIN,
          2);

  private QrPicture() {}

  /** The text as a {@code data:} URI of a PNG picture. */
  static String of(String text) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(dots(modules(text)), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private static BitMatrix modules(String text) {
    try {
      return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS);
    } catch (WriterException | IllegalArgumentException tooLong) {
      throw Failure.badInput("forms", "qr-text", "length", text.length()).causedBy(tooLong);
    }
  }

  private static BufferedImage dots(BitMatrix modules) {
    int size = modules.getWidth() * DOTS_PER_MODULE;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        if (!modules.get(x / DOTS_PER_MODULE, y / DOTS_PER_MODULE)) {
          image.setRGB(x, y, WHITE);
        }
      }
    }
    return image;
  }
}
