package onestop.desk.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import onestop.desk.papers.DossierPapers.Kind;
import onestop.desk.papers.DossierPapers.Sheet;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.springframework.stereotype.Service;

/** Prints the receipts of many dossiers as one document. */
@Service
public final class ReceiptBundles {
  private final DossierPapers papers;

  ReceiptBundles(DossierPapers papers) {
    this.papers = papers;
  }

  /**
   * The receipts in the order of the dossiers, each on its own page.
   *
   * @throws Failure {@code web/no-such-paper} for no dossiers
   */
  public byte[] print(List<DossierCode> codes) {
    if (codes.isEmpty()) {
      throw Failure.notFound("web", "no-such-paper", "paper", Kind.RECEIPT.name(), "code", "");
    }
    PDFMergerUtility merger = new PDFMergerUtility();
    for (DossierCode code : codes) {
      merger.addSource(new RandomAccessReadBuffer(papers.print(code, new Sheet(Kind.RECEIPT, 1))));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    merger.setDestinationStream(all);
    try {
      merger.mergeDocuments(IOUtils.createMemoryOnlyStreamCache());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }
}
