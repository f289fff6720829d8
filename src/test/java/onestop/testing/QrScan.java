package onestop.testing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * What a telephone reads off the first page of a PDF. The reader's search for a code's corners errs
 * with one code in fifty, where a telephone would look again from another place: then the picture
 * that lies on the page is read, in which nothing need be searched.
 */
public final class QrScan {
  private static final int DOTS_PER_INCH = 150;

  private QrScan() {}

  /** The text of the code on the page; fails if the reader does not find it there. */
  public static String onPage(byte[] pdf) {
    return of(pdf, false);
  }

  /** As {@link #onPage}, for texts that differ from run to run: its picture if it is not found. */
  public static String of(byte[] pdf) {
    return of(pdf, true);
  }

  private static String of(byte[] pdf, boolean orPicture) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH);
      try {
        return text(page, DecodeHintType.TRY_HARDER);
      } catch (ReaderException e) {
        if (!orPicture) {
          throw e;
        }
        return text(picture(document.getPage(0).getResources()), DecodeHintType.PURE_BARCODE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReaderException e) {
      throw new AssertionError("no code on the page can be read", e);
    }
  }

  private static BufferedImage picture(PDResources resources) throws IOException {
    for (COSName name : resources.getXObjectNames()) {
      if (resources.getXObject(name) instanceof PDImageXObject picture) {
        return picture.getImage();
      }
    }
    throw new AssertionError("no picture on the page");
  }

  private static String text(BufferedImage picture, DecodeHintType how) throws ReaderException {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] dots = picture.getRGB(0, 0, width, height, null, 0, width);
    var source = new RGBLuminanceSource(width, height, dots);
    return new QRCodeReader()
        .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(how, true))
        .getText();
  }
}
