import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads an archive from front to back as an upload handler would, and prints the number of entries. */
public class ReadZip {
    public static void main(String[] arguments) throws Exception {
        byte[] buffer = new byte[1 << 16];
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(new FileInputStream(arguments[0])))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                while (zip.read(buffer) >= 0) {
                    // The stream checks CRC and sizes at the end of each entry.
                }
                entries++;
            }
        }
        System.out.println(entries);
    }
}
