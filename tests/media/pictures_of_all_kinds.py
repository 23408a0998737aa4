"""Pictures as scanners, cameras and other programs write them."""

import io
import random

from PIL import Image, ImageCms

SIZE = (400, 300)


def written(image: Image.Image, format_name: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, format_name, **options)
    return file.getvalue()


def ramp(mode: str, size=SIZE, *, white: float = 255) -> Image.Image:
    """From black on the left to `white` on the right."""
    line = [white * x / (size[0] - 1) for x in range(size[0])]
    values = line * size[1] if mode == "F" else [int(value) for value in line] * size[1]
    image = Image.new(mode, size)
    image.putdata(values)
    return image


def colours(mode: str, size=SIZE) -> Image.Image:
    return Image.radial_gradient("L").resize(size).convert("RGB").convert(mode)


def clear(mode: str) -> Image.Image:
    image = colours("RGB").convert("RGBA")
    image.putalpha(ramp("L"))
    return image.convert(mode)


def palette_with_transparency() -> bytes:
    return written(colours("RGB").quantize(16), "PNG", transparency=0)


def moving(format_name: str, number: int = 3, size=SIZE, **options) -> bytes:
    frames = [Image.new("RGB", size, colour) for colour in ("red", "lime", "blue")[:number]]
    return written(frames[0], format_name, save_all=True, append_images=frames[1:], duration=120, **options)


def noise(size=SIZE) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))


def profile_of(space: str) -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[0x0112], data[0x013B] = orientation, "Somebody"
    return data


KINDS: dict[str, tuple[str, bytes]] = {
    "16-bit grey PNG": ("scan.png", written(ramp("I;16", white=65_535), "PNG")),
    "16-bit grey TIFF": ("scan.tif", written(ramp("I;16", white=65_535), "TIFF")),
    "32-bit integers": ("scan.tiff", written(ramp("I", white=65_535), "TIFF")),
    "large integers": ("scan.tiff", written(ramp("I", white=2_000_000_000), "TIFF")),
    "fractions": ("map.tif", written(ramp("F", white=1.0), "TIFF")),
    "fractions to 255": ("map.tif", written(ramp("F", white=255.0), "TIFF")),
    "negative fractions": ("map.tif", written(ramp("F", white=-500.0), "TIFF")),
    "fax": ("fax.tif", written(ramp("L").convert("1"), "TIFF", compression="group4")),
    "one bit": ("a.png", written(ramp("L").convert("1"), "PNG")),
    "grey": ("a.png", written(ramp("L"), "PNG")),
    "grey JPEG": ("a.jpg", written(ramp("L"), "JPEG")),
    "grey with transparency": ("a.png", written(clear("LA"), "PNG")),
    "palette": ("a.png", written(colours("RGB").quantize(16), "PNG")),
    "palette with transparency": ("a.png", palette_with_transparency()),
    "colour with a transparent one": ("a.png", written(colours("RGB"), "PNG", transparency=(0, 0, 0))),
    "transparency": ("a.png", written(clear("RGBA"), "PNG")),
    "transparent WebP": ("a.webp", written(clear("RGBA"), "WEBP")),
    "transparent AVIF": ("a.avif", written(clear("RGBA"), "AVIF")),
    "ink": ("print.jpg", written(colours("CMYK"), "JPEG")),
    "ink TIFF": ("print.tif", written(colours("CMYK"), "TIFF")),
    "Lab TIFF": ("print.tif", written(colours("RGB").convert("RGB"), "TIFF", icc_profile=profile_of("LAB"))),
    "broken profile": ("a.jpg", written(colours("RGB"), "JPEG", icc_profile=b"no profile at all")),
    "profile of another kind": ("a.jpg", written(ramp("L"), "JPEG", icc_profile=profile_of("sRGB"))),
    "BMP": ("a.bmp", written(colours("RGB"), "BMP")),
    "HEIC": ("phone.heic", written(colours("RGB"), "HEIF")),
    "HEIF": ("phone.heif", written(colours("RGB"), "HEIF")),
    "JFIF": ("a.jfif", written(colours("RGB"), "JPEG")),
    "on its side": ("a.jpg", written(colours("RGB"), "JPEG", exif=exif(6))),
    "mirrored PNG": ("a.png", written(colours("RGB"), "PNG", exif=exif(5))),
    "GIF": ("a.gif", written(colours("RGB"), "GIF")),
    "moving GIF": ("a.gif", moving("GIF")),
    "moving PNG": ("a.png", moving("PNG")),
    "moving WebP": ("a.webp", moving("WEBP")),
    "moving AVIF": ("a.avif", moving("AVIF")),
    "many pages": ("a.tif", moving("TIFF")),
    "stereo": ("a.jpg", moving("MPO", number=2)),
    "very tall": ("a.png", written(Image.new("L", (1, 10_000), 99), "PNG")),
    "very wide": ("a.png", written(Image.new("L", (10_000, 1), 99), "PNG")),
    "taller than WebP": ("a.png", written(Image.new("L", (40, 40_000), 99), "PNG")),
    "wider than JPEG": ("a.png", written(Image.new("RGB", (70_000, 2), "red"), "PNG")),
    "one pixel": ("a.png", written(Image.new("RGB", (1, 1), "red"), "PNG")),
}
