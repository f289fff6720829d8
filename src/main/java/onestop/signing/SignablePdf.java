package onestop.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import onestop.kernel.Failure;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a PDF can be signed, and shows every reader what the signer saw: it can be read, has a
 * page, is not protected against additions, unpacks to no more than is taken, and holds no program.
 * The words of a file with a program can change after the signature (ETSI EN 319 142-1 leaves this
 * to the signer).
 */
public final class SignablePdf {
  private static final int DEEPEST = 100;

  private static final Set<COSName> PROGRAMS =
      Set.of(COSName.JS, COSName.getPDFName("JavaScript"), COSName.getPDFName("XFA"));

  private static final Set<String> ACTIONS =
      Set.of("JavaScript", "Launch", "ImportData", "SubmitForm", "Rendition", "RichMediaExecute");

  private SignablePdf() {}

  /**
   * Refuses a PDF that cannot be signed.
   *
   * @throws Failure {@code signing/pdf-unreadable}, {@code signing/pdf-protected}, {@code
   *     signing/pdf-unpacks-large} or {@code signing/pdf-active}
   */
  public static void require(byte[] pdf) {
    try (PDDocument document = open(pdf)) {
      document.getNumberOfPages();
    } catch (IOException atItsEnd) {
      throw new UncheckedIOException(atItsEnd);
    }
  }

  /** The document, to be closed by the caller; throws as {@link #require}. */
  static PDDocument open(byte[] pdf) {
    PDDocument document = loaded(pdf);
    Failure fault = fault(document);
    if (fault != null) {
      try (document) {
        throw fault;
      } catch (IOException alsoNotClosed) {
        throw fault.causedBy(alsoNotClosed);
      }
    }
    return document;
  }

  private static PDDocument loaded(byte[] pdf) {
    try {
      return BoundedPdf.parse(pdf);
    } catch (InvalidPasswordException locked) {
      throw refused("pdf-protected").causedBy(locked);
    } catch (BoundedPdf.TooLarge large) {
      throw tooLarge().causedBy(large);
    } catch (IOException | RuntimeException broken) { // the library throws both at broken files
      throw refused("pdf-unreadable").causedBy(broken);
    } catch (StackOverflowError tooDeep) {
      throw tooLarge();
    }
  }

  private static @Nullable Failure fault(PDDocument document) {
    try {
      if (document.isEncrypted()
          || document.getDocumentCatalog().getCOSObject().containsKey(COSName.PERMS)) {
        return refused("pdf-protected");
      }
      if (document.getNumberOfPages() == 0) {
        return refused("pdf-unreadable");
      }
      document.getPage(document.getNumberOfPages() - 1);
      return hasProgram(document.getDocument()) ? refused("pdf-active") : null;
    } catch (BoundedPdf.TooLarge large) {
      return tooLarge().causedBy(large);
    } catch (RuntimeException broken) {
      return refused("pdf-unreadable").causedBy(broken);
    } catch (StackOverflowError tooDeep) { // the library walks a tree of objects by recursion
      return tooLarge();
    }
  }

  private static Failure tooLarge() {
    return Failure.badInput(
        "signing", "pdf-unpacks-large", "max", BoundedPdf.LARGEST / 1024 / 1024);
  }

  private static Failure refused(String slug) {
    return Failure.badInput("signing", slug);
  }

  /** Whether any object of the document, reached from its catalog or not, is a program. */
  private static boolean hasProgram(COSDocument document) {
    for (COSObjectKey key : document.getXrefTable().keySet()) {
      if (isProgram(document.getObjectFromPool(key).getObject(), 0)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProgram(@Nullable COSBase part, int depth) {
    if (depth > DEEPEST) {
      return true; // nothing that a person writes
    }
    if (part instanceof COSArray list) {
      for (COSBase one : list) {
        if (!(one instanceof COSObject) && isProgram(one, depth + 1)) {
          return true;
        }
      }
    } else if (part instanceof COSDictionary entries) {
      String action = entries.getNameAsString(COSName.S);
      if (action != null && ACTIONS.contains(action)
          || PROGRAMS.stream().anyMatch(entries::containsKey)) {
        return true;
      }
      for (COSBase one : entries.getValues()) {
        if (!(one instanceof COSObject) && isProgram(one, depth + 1)) {
          return true;
        }
      }
    }
    return false;
  }
}
