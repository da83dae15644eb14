/*
 * Judge - asks veraPDF about many files in one JVM.
 *
 *     Judge PROFILE[,PROFILE...] FILE...
 *
 * Profiles are veraPDF's names: PDFA_2_A, PDFA_1_A, PDFA_3_A, PDFUA_1.  One line
 * a file and profile, fields separated by tabs:
 *
 *     valid   PROFILE  FILE  CHECKS
 *     failed  PROFILE  FILE  RULE    COUNT  DESCRIPTION  FIRST-OBJECT
 *     broken  PROFILE  FILE  REASON
 *
 * a "failed" line for each rule that does not hold.  Exit status: 0 all valid,
 * 1 something is not, 2 usage.
 */
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public final class Judge {
    /* More failures of one rule than this are counted but not kept. */
    private static final int KEPT_FAILURES = 20;

    public static void main(String[] args) {
        if (args.length < 2) {
            System.err.println("usage: Judge PROFILE[,PROFILE...] FILE...");
            System.exit(2);
        }
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean allValid = true;
        for (PDFAFlavour profile : profiles(args[0])) {
            for (int i = 1; i < args.length; i++) {
                allValid &= judge(profile, args[i]);
            }
        }
        System.exit(allValid ? 0 : 1);
    }

    private static List<PDFAFlavour> profiles(String names) {
        List<PDFAFlavour> found = new ArrayList<>();
        for (String name : names.split(",")) {
            try {
                found.add(PDFAFlavour.valueOf(name));
            } catch (IllegalArgumentException unknown) {
                System.err.println("no such profile: " + name);
                System.exit(2);
            }
        }
        return found;
    }

    private static boolean judge(PDFAFlavour profile, String file) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), profile);
             PDFAValidator validator = Foundries.defaultInstance()
                     .createValidator(profile, KEPT_FAILURES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.isCompliant()) {
                print("valid", profile, file, String.valueOf(result.getTotalAssertions()));
            } else {
                printFailures(profile, file, result);
            }
            return result.isCompliant();
        } catch (Exception error) {
            print("broken", profile, file, String.valueOf(error.getMessage()));
            return false;
        }
    }

    private static void printFailures(PDFAFlavour profile, String file, ValidationResult result) {
        Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion check : result.getTestAssertions()) {
            if (check.getStatus() == TestAssertion.Status.FAILED) {
                first.putIfAbsent(check.getRuleId(), check);
            }
        }
        for (Map.Entry<RuleId, TestAssertion> failure : first.entrySet()) {
            RuleId rule = failure.getKey();
            TestAssertion check = failure.getValue();
            String name = rule.getSpecification().getId() + " " + rule.getClause() + "-" + rule.getTestNumber();
            String why = check.getErrorMessage() == null ? check.getMessage()
                    : check.getMessage() + " [" + check.getErrorMessage() + "]";
            print("failed", profile, file, name, String.valueOf(result.getFailedChecks().get(rule)), why,
                    check.getLocation().getContext());
        }
    }

    private static void print(String verdict, PDFAFlavour profile, String... fields) {
        StringBuilder line = new StringBuilder(verdict).append('\t').append(profile.name());
        for (String field : fields) {
            line.append('\t').append(field.replaceAll("\\s+", " "));
        }
        System.out.println(line);
    }
}
