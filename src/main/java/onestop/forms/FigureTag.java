package onestop.forms;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;

/**
 * A picture that is drawn after the page's text, in the structure of a tagged document (ISO
 * 32000-1, 14.7 and 14.8).
 */
final class FigureTag {
  private FigureTag() {}

  /**
   * Adds the picture to the structure, at its end.
   *
   * @param words what the picture says to a reader that cannot see it
   * @return the properties with which its content is to be marked
   */
  static PDPropertyList add(PDDocument document, PDPage page, PDRectangle place, String words) {
    PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
    PDStructureElement whole = (PDStructureElement) root.getKids().get(0);
    PDStructureElement figure = new PDStructureElement(StandardStructureTypes.Figure, whole);
    figure.setPage(page);
    figure.setAlternateDescription(words);
    PDLayoutAttributeObject layout = new PDLayoutAttributeObject();
    layout.setBBox(place);
    layout.setPlacement(PDLayoutAttributeObject.PLACEMENT_BLOCK);
    figure.addAttribute(layout);
    whole.appendKid(figure);
    COSArray contents = contents(root, page);
    int number = contents.size();
    contents.add(figure.getCOSObject());
    figure.getCOSObject().setInt(COSName.K, number);
    COSDictionary properties = new COSDictionary();
    properties.setInt(COSName.MCID, number);
    return PDPropertyList.create(properties);
  }

  /** The elements that the marked contents of a page belong to, by their numbers. */
  private static COSArray contents(PDStructureTreeRoot root, PDPage page) {
    COSArray numbers =
        (COSArray) root.getParentTree().getCOSObject().getDictionaryObject(COSName.NUMS);
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      if (numbers.getInt(i) == page.getStructParents()) {
        return (COSArray) numbers.getObject(i + 1);
      }
    }
    throw new IllegalStateException("a page without a structure");
  }
}
