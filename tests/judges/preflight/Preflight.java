/*
 * Preflight - asks PDFBox about many files in one JVM; started from its source.
 *
 *     java -cp JARS Preflight.java FILE...
 *
 * Prints "valid<tab>FILE", or "failed<tab>FILE<tab>CODE DETAILS" for each error.
 */
import java.io.File;
import java.io.IOException;

import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.ValidationResult.ValidationError;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public final class Preflight {
    public static void main(String[] files) throws IOException {
        for (String file : files) {
            ValidationResult result = judge(file);
            if (result.isValid()) {
                System.out.println("valid\t" + file);
            }
            for (ValidationError error : result.getErrorsList()) {
                System.out.println("failed\t" + file + "\t" + error.getErrorCode() + " " + error.getDetails());
            }
        }
    }

    private static ValidationResult judge(String file) throws IOException {
        PreflightParser parser = new PreflightParser(new File(file));
        try {
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                return document.getResult();
            }
        } catch (SyntaxValidationException error) {
            return error.getResult();
        }
    }
}
